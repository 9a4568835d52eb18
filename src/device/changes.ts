// Components read IndexedDB and are told when it changed, in this tab or in another.

const listeners = new Set<() => void>();
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('moments-changes');
channel?.addEventListener('message', () => notify());

const notify = (): void => {
  for (const listener of listeners) listener();
};

/** Says that what this phone holds has changed. */
export const announceChange = (): void => {
  notify();
  channel?.postMessage(null);
};

/** Calls `listener` after each change, whichever tab made it. Returns the way to stop. */
export const onChange = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
