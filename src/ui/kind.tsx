import type { ComponentType } from 'preact';
import { Mark, type MarkName } from './mark.tsx';

type Kind = 'celebrate' | 'improve' | 'idea';

export const KIND_MARKS = {
  celebrate: 'sun',
  improve: 'rising',
  idea: 'bulb',
} as const satisfies Record<Kind, MarkName>;

/** A moment's kind: its mark and its name, in its colour. `drawnBy` draws the mark in another way than all others. */
export const KindOf = (props: {
  kind: Kind;
  label: string;
  drawnBy?: ComponentType<{ name: (typeof KIND_MARKS)[Kind] }>;
}) => {
  const { kind, label, drawnBy: Sign = Mark } = props;
  return (
    <span class={`kind kind-${kind}`}>
      <Sign name={KIND_MARKS[kind]} />
      {label}
    </span>
  );
};
