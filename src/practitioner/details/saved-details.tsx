import './moments.css';
import type { MomentBody } from '../../contract/moment.ts';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/moments.ts';
import { AboutChips, AudienceChips, PrincipleChips, StageChips, WhoseChips } from './chips.tsx';
import { GroupChoice } from './group-choice.tsx';

/** What may be added to the moment that was just saved, now or never. */
export const SavedDetails = (props: {
  body: MomentBody;
  groups: readonly string[];
  isNotKept: boolean;
  onChange: (change: Partial<MomentBody>) => void;
  onDone: () => void;
}) => {
  const details = { name: 'saved', body: props.body, onChange: props.onChange };
  return (
    <div class="saved-details">
      {props.isNotKept && (
        <p class="field-error" role="alert">
          {say('details.not-kept')}
        </p>
      )}
      <AudienceChips {...details} />
      <WhoseChips {...details} />
      <PrincipleChips {...details} />
      <div class="saved-foot">
        <details class="more">
          <summary class="more-summary">
            <Mark name="chevron" />
            {say('details.more')}
          </summary>
          <StageChips {...details} />
          <AboutChips {...details} />
          <GroupChoice
            name="saved"
            groups={props.groups}
            group={props.body.group}
            onChoose={(group) => props.onChange({ group })}
          />
        </details>
        <button type="button" class="button" onClick={props.onDone}>
          {say('details.done')}
        </button>
      </div>
    </div>
  );
};
