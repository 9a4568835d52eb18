// What may be added to the words, now or never. Each is one choice in the shape of chips; nothing here is needed.
import { useEffect, useRef, useState } from 'preact/hooks';
import { type PRINCIPLES, STAGES } from '../../contract/limits.ts';
import type { MomentBody } from '../../contract/moment.ts';
import { Chips, ManyChips } from '../../ui/chips.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/details.ts';
import { KINDS } from '../kinds.ts';

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
  stage: STAGES,
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
  if (part === 'stage' || part === 'about') {
    options.push({ value: '', label: say('details.not-said') });
  }
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

/** The three that are shown most come first. */
const PRINCIPLE_ORDER = [
  'assets',
  'networks',
  'reciprocity',
  'capabilities',
  'blurred-roles',
  'facilitating',
] as const satisfies (typeof PRINCIPLES)[number][];
const FIRST_PRINCIPLES = 3;

/** Which of co-production's principles it shows; the first few, and the others when they are asked for. */
export const PrincipleChips = ({ name, body, onChange }: Details) => {
  const chosen = body.principles;
  const [isWhole, setWhole] = useState(false);
  const lastShown = useRef<Element | null>(null);
  // The button is gone: what it brought is where to go on.
  useEffect(
    () => lastShown.current?.nextElementSibling?.querySelector('input')?.focus(),
    [isWhole],
  );
  const shown = PRINCIPLE_ORDER.filter(
    (principle, place) => isWhole || place < FIRST_PRINCIPLES || chosen.includes(principle),
  );
  return (
    <ManyChips
      legend={say('details.principles')}
      name={`${name}-principles`}
      options={shown.map((value) => ({ value, label: sayApp(`principle.${value}`) }))}
      values={chosen}
      onChoose={(principles) => onChange({ principles })}
    >
      {shown.length < PRINCIPLE_ORDER.length && (
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
  );
};
