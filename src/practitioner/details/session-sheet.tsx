import { useEffect, useRef, useState } from 'preact/hooks';
import { Chips } from '../../ui/chips.tsx';
import { say } from '../../words/details.ts';
import type { Phone } from '../../device/phone.ts';
import { GroupChoice } from './group-choice.tsx';
import { groupsOf, useOffered } from './offered-here.ts';
import type { Session } from '../capture/use-session.ts';

/**
 * Where one is: the programme, and the group if one likes; kept at once, and sticky. Where words wait for the answer,
 * choosing only chooses: an arrow key goes through all programmes, and none of them may save.
 */
export const SessionSheet = (props: {
  phone: Phone;
  session: Session;
  /** Words wait for this choice: they are saved with it. */
  isAsked: boolean;
  onChoose: (programmeId: string, group: string | null) => void;
  onClose: () => void;
}) => {
  const { isAsked, onChoose } = props;
  const { programmes, programme, group, groups } = props.session;
  const offered = useOffered(props.phone);
  const [chosen, setChosen] = useState(programme?.programmeId ?? null);
  const [isMissing, setMissing] = useState(false);
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => sheet.current?.showModal(), []);

  const close = (): void => sheet.current?.close();
  const save = (): void => {
    if (chosen !== null) return onChoose(chosen, null);
    setMissing(true);
    sheet.current?.querySelector('input')?.focus();
  };
  return (
    <dialog
      class="sheet"
      ref={sheet}
      aria-labelledby="session-title"
      onClose={props.onClose}
      // A tap beside the sheet is a tap on the dialog itself.
      onClick={(event) => event.target === sheet.current && close()}
      onKeyDown={({ key, target }) => {
        // Browsers choose by Space alone.
        if (key === 'Enter' && target instanceof HTMLInputElement && target.type === 'radio') {
          target.click();
        }
      }}
    >
      <div class="sheet-body">
        <h2 class="sheet-title" id="session-title">
          {say(isAsked ? 'session.ask' : 'session.title')}
        </h2>
        <Chips
          legend={say('session.programme')}
          name="session-programme"
          options={programmes.map(({ programmeId, name }) => ({
            value: programmeId,
            label: <bdi>{name}</bdi>,
          }))}
          value={chosen}
          onChoose={(programmeId) => {
            setChosen(programmeId);
            if (!isAsked) onChoose(programmeId, null);
          }}
        >
          {isMissing && chosen === null && (
            <p class="field-error" role="alert">
              {say('session.missing')}
            </p>
          )}
        </Chips>
        {programme && !isAsked && (
          <GroupChoice
            name="session"
            groups={groupsOf(offered, programme.programmeId, groups)}
            group={group}
            onChoose={(named) => onChoose(programme.programmeId, named)}
          />
        )}
        <div class="sheet-foot">
          <button
            type="button"
            class="button button-main button-wide"
            onClick={isAsked ? save : close}
          >
            {say(isAsked ? 'session.save' : 'details.done')}
          </button>
          {isAsked && (
            <button type="button" class="button button-quiet button-wide" onClick={close}>
              {say('session.not-now')}
            </button>
          )}
        </div>
      </div>
    </dialog>
  );
};
