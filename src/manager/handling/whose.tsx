import { useId, useState } from 'preact/hooks';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager-inbox.ts';
import { apart } from '../../words/speech.ts';
import type { Answer, Trouble } from '../desk-client.ts';
import { TroubleNotice } from '../trouble-notice.tsx';

interface Manager {
  personId: string;
  name: string;
}

/** Whose a moment is to answer: chosen, it is theirs at once. */
export const Whose = (props: {
  managers: readonly Manager[];
  assignedTo: Manager | null;
  onGive: (personId: string | null, name: string | null) => Answer<unknown>;
}) => {
  const { assignedTo } = props;
  const id = useId();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const isStranger = assignedTo !== null && !props.managers.some(isOf(assignedTo.personId));
  const managers = isStranger ? [...props.managers, assignedTo] : props.managers;
  const give = async (personId: string): Promise<void> => {
    const to = managers.find(isOf(personId)) ?? null;
    const answer = await props.onGive(to?.personId ?? null, to?.name ?? null);
    setTrouble(answer.ok ? null : answer.trouble);
  };
  return (
    <div class="whose">
      <label class="field-label" for={id}>
        {say('whose.label')}
      </label>
      <span class="filter-choice">
        <select
          class={`filter-select ${assignedTo === null ? '' : 'filter-select-on'}`}
          id={id}
          value={assignedTo?.personId ?? ''}
          onChange={(event) => void give(event.currentTarget.value)}
        >
          <option value="">{say('whose.nobody')}</option>
          {managers.map(({ personId, name }) => (
            <option key={personId} value={personId}>
              {apart(name)}
            </option>
          ))}
        </select>
        <Mark name="chevron" />
      </span>
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
    </div>
  );
};

const isOf =
  (personId: string) =>
  (manager: Manager): boolean =>
    manager.personId === personId;
