// Components read IndexedDB and are told when it changed, in this tab or in another.

const listeners = new Set<() => void>();
let channel: BroadcastChannel | undefined;

const notify = (): void => {
  for (const listener of listeners) listener();
};

/** Opened at the first use: the first paint is drawn where no channel may keep the process alive. */
const otherTabs = (): BroadcastChannel | undefined => {
  if (channel === undefined && 'BroadcastChannel' in globalThis) {
    channel = new BroadcastChannel('moments-changes');
    channel.addEventListener('message', notify);
  }
  return channel;
};

/** Says that what this phone holds has changed. */
export const announceChange = (): void => {
  notify();
  otherTabs()?.postMessage(null);
};

/** Calls `listener` after each change, whichever tab made it. Returns the way to stop. */
export const onChange = (listener: () => void): (() => void) => {
  listeners.add(listener);
  otherTabs();
  return () => listeners.delete(listener);
};
