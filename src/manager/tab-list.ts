import { type ReadonlySignal, signal } from '@preact/signals';

export interface TabList<Listing> {
  listing: ReadonlySignal<Listing>;
  /** All that was known before goes: another list is shown. */
  begin(listing: Listing): void;
  change(part: Partial<Listing>): void;
  /** One request at a time. */
  inTurn(work: () => Promise<void>): Promise<void>;
  /** Reads again, once: a reading that has not begun yet will see all that another would. */
  refresh(): Promise<void>;
}

/** Whether both hold the same. What is the very same is not looked into: a list may hold a hundred thousand. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, index) => isSame(value, other[index]));
  }
  if (!isRecord(one) || !isRecord(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => isSame(one[name], other[name]))
  );
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of the desk as it stands in this tab. The endpoint is the truth: `reread` asks it for as much as is shown. */
export const createTabList = <Listing extends object>(
  first: Listing,
  reread: () => Promise<void>,
): TabList<Listing> => {
  const listing = signal(first);
  let turn: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | null = null;
  const inTurn = (work: () => Promise<void>): Promise<void> => (turn = turn.then(work));
  return {
    listing,
    begin: (other) => {
      listing.value = other;
    },
    change: (part) => {
      const changed = { ...listing.peek(), ...part };
      // Most readings bring what is there already: then nothing is drawn again.
      if (!isSame(changed, listing.peek())) listing.value = changed;
    },
    inTurn,
    refresh: () =>
      (waiting ??= inTurn(() => {
        waiting = null;
        return reread();
      })),
  };
};
