// What is needed only once there are words: it comes while they are typed, so that the field itself opens at once. The
// worker keeps it, so it comes without signal too; where it does not come, saving and Undo work without it.
import { useEffect, useState } from 'preact/hooks';

const load = async () => {
  const [{ SavedDetails }, { SessionSheet }, { StateOf }] = await Promise.all([
    import('../details/saved-details.tsx'),
    import('../details/session-sheet.tsx'),
    import('../details/state-of.tsx'),
  ]);
  return { SavedDetails, SessionSheet, StateOf };
};

type Parts = Awaited<ReturnType<typeof load>>;

let loaded: Parts | null = null;

/** The later parts, once they are there; asked for when they may soon be wanted, and again when they are needed. */
export const useLaterParts = (
  isWanted: boolean,
  isNeeded: boolean,
  onMissing: () => void,
): Parts | null => {
  const [parts, setParts] = useState(loaded);
  useEffect(() => {
    if (parts !== null || !(isWanted || isNeeded)) return;
    load().then((found) => setParts((loaded = found)), onMissing);
  }, [isWanted, isNeeded]);
  return parts;
};
