// What may be added to the words, now or never. Each is one choice in the shape of chips; nothing here is needed.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MomentBody } from '../../contract/moment.ts';
import type { Offered } from '../../contract/offered.ts';
import { Chips, ManyChips } from '../../ui/chips.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/details.ts';
import { KINDS } from '../kinds.ts';
import { principleLabel, stageLabel } from './offered-here.ts';

interface Details {
  /** Tells these chips from others on the same screen. */
  name: string;
  body: MomentBody;
  onChange: (change: Partial<MomentBody>) => void;
}

/** The parts of a moment that are one choice out of a few. */
const CHOICES = {
  audience: ['team', 'board', 'public'],
  kind: KINDS,
  whose: ['theirs', 'mine'],
  about: ['group', 'person'],
} as const satisfies { [Name in keyof MomentBody]?: readonly MomentBody[Name][] };
type Part = keyof typeof CHOICES;
type LabelId = { [One in Part]: `${One}.${(typeof CHOICES)[One][number]}` }[Part];

/** One part of it. What need not be said is not said until somebody chooses, and again when they take it back. */
export const DetailChips = ({ part, name, body, onChange }: Details & { part: Part }) => {
  const options = CHOICES[part].map((value: string) => ({
    value,
    label: sayApp(`${part}.${value}` as LabelId),
  }));
  if (part === 'about') options.push(notSaid());
  return (
    <Chips
      legend={say(`details.${part}`)}
      name={`${name}-${part}`}
      options={options}
      value={body[part] ?? ''}
      onChoose={(value) => onChange({ [part]: value || null })}
    />
  );
};

const notSaid = () => ({ value: '', label: say('details.not-said') });

/** When it was: one of the organisation's stages. */
export const StageChips = ({ name, body, onChange, stages }: Details & Pick<Offered, 'stages'>) =>
  stages.length > 0 && (
    <Chips
      legend={say('details.stage')}
      name={`${name}-stage`}
      options={[
        ...stages.map((stage) => ({ value: stage.id, label: stageLabel(stage) })),
        notSaid(),
      ]}
      value={body.stage ?? ''}
      onChoose={(stage) => onChange({ stage: stage || null })}
    />
  );

const FIRST_PRINCIPLES = 3;

/** Which of the organisation's principles it shows; the first few, and the others when they are asked for. */
export const PrincipleChips = ({
  name,
  body,
  onChange,
  principles,
}: Details & Pick<Offered, 'principles'>) => {
  const chosen = body.principles;
  const [isWhole, setWhole] = useState(false);
  const lastShown = useRef<Element | null>(null);
  // The button is gone: what it brought is where to go on.
  useEffect(
    () => lastShown.current?.nextElementSibling?.querySelector('input')?.focus(),
    [isWhole],
  );
  const shown = principles.filter(
    ({ id }, place) => isWhole || place < FIRST_PRINCIPLES || chosen.includes(id),
  );
  return (
    principles.length > 0 && (
      <ManyChips
        legend={say('details.principles')}
        name={`${name}-principles`}
        options={shown.map((each) => ({ value: each.id, label: principleLabel(each) }))}
        values={chosen}
        onChoose={(values) => onChange({ principles: values })}
      >
        {shown.length < principles.length && (
          <button
            type="button"
            class="chip chip-more"
            onClick={({ currentTarget }) => {
              lastShown.current = currentTarget.previousElementSibling;
              setWhole(true);
            }}
          >
            {say('details.more-principles')}
          </button>
        )}
      </ManyChips>
    )
  );
};
