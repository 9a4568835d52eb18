import { useId, useState } from 'preact/hooks';
import type { Programme } from '../../contract/pull.ts';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager.ts';
import { apart } from '../../words/speech.ts';

/** The programme under which something is taken in after all. */
export const ChooseProgramme = (props: {
  programmes: readonly Programme[];
  isSending: boolean;
  onChoose: (programme: Programme) => void;
}) => {
  const id = useId();
  const [chosenId, setChosenId] = useState('');
  const chosen = props.programmes.find(({ programmeId }) => programmeId === chosenId);
  return (
    <form
      class="aside-take-in"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== undefined && !props.isSending) props.onChoose(chosen);
      }}
    >
      <label class="field-label" for={id}>
        {say('aside.take-in.where')}
      </label>
      <div class="aside-choice">
        <div class="filter">
          <select
            class="filter-select"
            id={id}
            required
            value={chosenId}
            onChange={(event) => setChosenId(event.currentTarget.value)}
          >
            <option value="">{say('aside.take-in.choose')}</option>
            {props.programmes.map(({ programmeId, name }) => (
              <option key={programmeId} value={programmeId}>
                {apart(name)}
              </option>
            ))}
          </select>
          <Mark name="chevron" />
        </div>
        <button
          class="button button-main"
          type="submit"
          aria-disabled={props.isSending || chosen === undefined ? 'true' : undefined}
        >
          {say('aside.take-in')}
        </button>
      </div>
    </form>
  );
};
