// What may be added to the words, now or never. Each is one choice in the shape of chips; nothing here is needed.
import { useState } from 'preact/hooks';
import { type PRINCIPLES, STAGES } from '../../contract/limits.ts';
import type { Audience, MomentBody } from '../../contract/moment.ts';
import { Chips, ManyChips } from '../../ui/chips.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/moments.ts';
import { KINDS } from '../kinds.ts';

type Change = (change: Partial<MomentBody>) => void;
type Stage = (typeof STAGES)[number];
type Principle = (typeof PRINCIPLES)[number];

const AUDIENCES = ['team', 'board', 'public'] as const satisfies Audience[];
/** The three that are shown most come first. */
const PRINCIPLE_ORDER = [
  'assets',
  'networks',
  'reciprocity',
  'capabilities',
  'blurred-roles',
  'facilitating',
] as const satisfies Principle[];
const FIRST_PRINCIPLES = 3;

const labelled = <Value extends string>(
  values: readonly Value[],
  label: (value: Value) => string,
) => values.map((value) => ({ value, label: label(value) }));

/** Who may be shown the words. */
export const AudienceChips = (props: { name: string; body: MomentBody; onChange: Change }) => (
  <Chips
    legend={say('details.audience')}
    name={`${props.name}-audience`}
    options={labelled(AUDIENCES, (value) => sayApp(`audience.${value}`))}
    value={props.body.audience}
    onChoose={(audience) => props.onChange({ audience })}
  />
);

/** What kind of moment it is. */
export const KindChips = (props: { name: string; body: MomentBody; onChange: Change }) => (
  <Chips
    legend={say('details.kind')}
    name={`${props.name}-kind`}
    options={labelled(KINDS, (value) => sayApp(`kind.${value}`))}
    value={props.body.kind}
    onChoose={(kind) => props.onChange({ kind })}
  />
);

/** Whose words they are. */
export const WhoseChips = (props: { name: string; body: MomentBody; onChange: Change }) => (
  <Chips
    legend={say('details.whose')}
    name={`${props.name}-whose`}
    options={labelled(['theirs', 'mine'] as const, (value) => sayApp(`whose.${value}`))}
    value={props.body.whose}
    onChoose={(whose) => props.onChange({ whose })}
  />
);

/** Which of co-production's principles it shows; the first few, and the others when they are asked for. */
export const PrincipleChips = (props: { name: string; body: MomentBody; onChange: Change }) => {
  const chosen = props.body.principles;
  const [isWhole, setWhole] = useState(false);
  const shown = PRINCIPLE_ORDER.filter(
    (principle, place) => isWhole || place < FIRST_PRINCIPLES || chosen.includes(principle),
  );
  return (
    <ManyChips
      legend={say('details.principles')}
      name={`${props.name}-principles`}
      options={labelled(shown, (value) => sayApp(`principle.${value}`))}
      values={chosen}
      onChoose={(principles) => props.onChange({ principles })}
    >
      {shown.length < PRINCIPLE_ORDER.length && (
        <button type="button" class="chip chip-more" onClick={() => setWhole(true)}>
          {say('details.more-principles')}
        </button>
      )}
    </ManyChips>
  );
};

/** A choice that can be taken back: the way to do so is there only once something was chosen. */
const clearable = <Value extends string>(
  options: { value: Value; label: string }[],
  value: string | null,
) =>
  value === null ? options : [...options, { value: '' as const, label: say('details.not-said') }];

/** At which point of their way through the programme it was said. */
export const StageChips = (props: { name: string; body: MomentBody; onChange: Change }) => (
  <Chips
    legend={say('details.stage')}
    name={`${props.name}-stage`}
    options={clearable(
      labelled(STAGES, (value) => sayApp(`stage.${value}`)),
      props.body.stage,
    )}
    value={props.body.stage as Stage | null}
    onChoose={(stage) => props.onChange({ stage: stage || null })}
  />
);

/** Whether a group said it or one person. */
export const AboutChips = (props: { name: string; body: MomentBody; onChange: Change }) => (
  <Chips
    legend={say('details.about')}
    name={`${props.name}-about`}
    options={clearable(
      labelled(['group', 'person'] as const, (value) => sayApp(`about.${value}`)),
      props.body.about,
    )}
    value={props.body.about}
    onChoose={(about) => props.onChange({ about: about || null })}
  />
);
