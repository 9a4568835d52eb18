// What is needed only once there are words: it comes while they are typed, so that the field itself opens at once. The
// worker keeps it, so it comes without signal too; where it does not come, saving and Undo work without it.
import { useEffect, useState } from 'preact/hooks';

export const loadDetails = () => import('../details/later.ts');

/** What came already, by what loads it. */
const come = new Map<() => Promise<unknown>, unknown>();

/** A part that comes when it may soon be wanted, and is asked for again when it is needed; null until it is there. */
export const useLater = <Part>(
  loadIt: () => Promise<Part>,
  isWanted: boolean,
  isNeeded: boolean,
  onMissing: () => void,
): Part | null => {
  const [part, setPart] = useState((come.get(loadIt) ?? null) as Part | null);
  useEffect(() => {
    if (part !== null || !(isWanted || isNeeded)) return;
    loadIt().then((found) => {
      come.set(loadIt, found);
      setPart(() => found);
    }, onMissing);
  }, [isWanted, isNeeded]);
  return part;
};

export const loadTrouble = () => import('./trouble.tsx');
