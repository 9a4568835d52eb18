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

/** While a full outbox is sent there are many changes a second; whoever looks again each time holds up the next. */
const TELL_AGAIN_MS = 200;
let isDue = false;
let isResting = false;

/**
 * Says that what this phone holds has changed. It is heard in a task of its own, so that whoever made the change first
 * shows what came of it, and once for changes that come in a row.
 */
export const announceChange = (): void => {
  isDue = true;
  if (isResting) return;
  isResting = true;
  setTimeout(tell);
};

const tell = (): void => {
  isDue = false;
  notify();
  otherTabs()?.postMessage(null);
  setTimeout(() => {
    isResting = false;
    if (isDue) announceChange();
  }, TELL_AGAIN_MS);
};

/** Calls `listener` after each change, whichever tab made it. Returns the way to stop. */
export const onChange = (listener: () => void): (() => void) => {
  listeners.add(listener);
  otherTabs();
  return () => listeners.delete(listener);
};
