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
      if (JSON.stringify(changed) !== JSON.stringify(listing.peek())) listing.value = changed;
    },
    inTurn,
    refresh: () =>
      (waiting ??= inTurn(() => {
        waiting = null;
        return reread();
      })),
  };
};
