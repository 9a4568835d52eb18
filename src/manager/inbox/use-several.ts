import { useState } from 'preact/hooks';
import { TOGETHER_MAX } from '../../contract/desk-inbox.ts';

/** Several moments that are chosen, to do the same with all. */
export interface Several {
  isChoosing: boolean;
  ids: ReadonlySet<string>;
  isFull: boolean;
  begin(): void;
  /** Nothing is chosen any more. */
  end(): void;
  toggle(momentId: string): void;
}

export const useSeveral = (): Several => {
  const [ids, setIds] = useState<ReadonlySet<string> | null>(null);
  const chosen = ids ?? new Set<string>();
  return {
    isChoosing: ids !== null,
    ids: chosen,
    isFull: chosen.size >= TOGETHER_MAX,
    begin: () => setIds((before) => before ?? new Set()),
    end: () => setIds(null),
    toggle: (momentId) =>
      setIds((before) => {
        const next = new Set(before);
        if (!next.delete(momentId) && next.size < TOGETHER_MAX) next.add(momentId);
        return next;
      }),
  };
};
