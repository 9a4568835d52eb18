import { Mark, type MarkName } from './mark.tsx';

type Kind = 'celebrate' | 'improve' | 'idea';

export const KIND_MARKS: Record<Kind, MarkName> = {
  celebrate: 'sun',
  improve: 'rising',
  idea: 'bulb',
};

/** A moment's kind: its mark and its name, in its colour. */
export const KindOf = ({ kind, label }: { kind: Kind; label: string }) => (
  <span class={`kind kind-${kind}`}>
    <Mark name={KIND_MARKS[kind]} />
    {label}
  </span>
);
