import { useEffect, useRef } from 'preact/hooks';
import { Chips } from '../../ui/chips.tsx';
import { say } from '../../words/moments.ts';
import { GroupChoice } from './group-choice.tsx';
import type { Session } from '../capture/use-session.ts';

/** Where one is: the programme, and the group if one likes. Kept at once, and sticky. */
export const SessionSheet = (props: {
  session: Session;
  /** Words wait for this choice: they are saved as soon as it is made. */
  isAsked: boolean;
  onChoose: (programmeId: string, group: string | null) => void;
  onClose: () => void;
}) => {
  const { programmes, programme, group, groups } = props.session;
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    sheet.current?.showModal();
  }, []);
  return (
    <dialog
      class="sheet"
      ref={sheet}
      aria-labelledby="session-title"
      onClose={props.onClose}
      // A tap beside the sheet is a tap on the dialog itself.
      onClick={(event) => event.target === sheet.current && sheet.current?.close()}
    >
      <div class="sheet-body">
        <h2 class="sheet-title" id="session-title">
          {say('session.title')}
        </h2>
        {props.isAsked && <p>{say('session.ask')}</p>}
        <Chips
          legend={say('session.programme')}
          name="session-programme"
          options={programmes.map(({ programmeId, name }) => ({ value: programmeId, label: name }))}
          value={programme?.programmeId ?? null}
          onChoose={(programmeId) => props.onChoose(programmeId, null)}
        />
        {programme && !props.isAsked && (
          <GroupChoice
            name="session"
            groups={groups}
            group={group}
            onChoose={(chosen) => props.onChoose(programme.programmeId, chosen)}
          />
        )}
        <button
          type="button"
          class="button button-main button-wide"
          onClick={() => sheet.current?.close()}
        >
          {say('session.done')}
        </button>
      </div>
    </dialog>
  );
};
