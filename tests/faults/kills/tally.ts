// What came of a loop of kills.

export interface Kills {
  kills: number;
  /** How many of them cut something off that was under way. A loop that never does shows nothing. */
  cut: number;
  /** What was told to be kept, and is gone or is other than it was. */
  lost: number;
  /** What is there more often than it was said. */
  doubled: number;
  /** One line for each that was lost or doubled, for people. */
  faults: string[];
}

export interface Tally {
  kills: Kills;
  /** Each thing counts once, however often it is missed. */
  lose: (id: string, how: string) => void;
  double: (id: string, how: string) => void;
}

/** Counts from nothing. Each fault is told with the kill after which it was found first. */
export const newTally = (): Tally => {
  const kills: Kills = { kills: 0, cut: 0, lost: 0, doubled: 0, faults: [] };
  const counted = new Set<string>();
  const count = (what: 'lost' | 'doubled', id: string, how: string): void => {
    if (counted.has(`${what} ${id}`)) return;
    counted.add(`${what} ${id}`);
    kills[what] += 1;
    kills.faults.push(`after kill ${kills.kills}: ${id} ${how}`);
  };
  return {
    kills,
    lose: (id, how) => count('lost', id, how),
    double: (id, how) => count('doubled', id, how),
  };
};
