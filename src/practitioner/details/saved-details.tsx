import type { TargetedEvent } from 'preact';
import './moments.css';
import type { MomentBody } from '../../contract/moment.ts';
import type { ShownMoment } from '../../device/standing.ts';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/details.ts';
import { AtRisk } from './at-risk.tsx';
import type { Phone } from '../../device/phone.ts';
import { DetailChips, PrincipleChips, StageChips } from './chips.tsx';
import { GroupChoice } from './group-choice.tsx';
import { groupsOf, useOffered } from './offered-here.ts';

/** What may be added to the moment that was just saved, now or never. */
export const SavedDetails = (props: {
  phone: Phone;
  body: MomentBody;
  /** As it stands on this phone. */
  kept: ShownMoment | undefined;
  groups: readonly string[];
  isNotKept: boolean;
  onChange: (change: Partial<MomentBody>) => void;
  onDone: () => void;
}) => {
  const offered = useOffered(props.phone);
  const details = { name: 'saved', body: props.body, onChange: props.onChange };
  return (
    <div class="saved-details">
      {props.isNotKept && (
        <p class="field-error" role="alert">
          {say('details.not-kept')}
        </p>
      )}
      <DetailChips part="audience" {...details} />
      <DetailChips part="whose" {...details} />
      <PrincipleChips {...details} principles={offered.principles} />
      <AtRisk body={props.body} kept={props.kept} onChange={props.onChange} />
      <div class="saved-foot">
        <details class="more" onToggle={bringIntoView}>
          <summary class="more-summary">
            <Mark name="chevron" />
            {say('details.more')}
          </summary>
          <StageChips {...details} stages={offered.stages} />
          <DetailChips part="about" {...details} />
          <GroupChoice
            name="saved"
            groups={groupsOf(offered, props.body.programmeId, props.groups)}
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

/** What has opened, and the way on below it. At once, not smoothly: nothing is explained by the way there. */
const bringIntoView = ({ currentTarget }: TargetedEvent<HTMLDetailsElement>): void => {
  if (currentTarget.open) currentTarget.parentElement?.scrollIntoView({ block: 'nearest' });
};
