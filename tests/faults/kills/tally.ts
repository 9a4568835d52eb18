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
  lose: (what: string) => void;
  double: (what: string) => void;
}

/** Counts from nothing. Each fault is told with the kill after which it was found. */
export const newTally = (): Tally => {
  const kills: Kills = { kills: 0, cut: 0, lost: 0, doubled: 0, faults: [] };
  const tell = (what: string): void => void kills.faults.push(`after kill ${kills.kills}: ${what}`);
  return {
    kills,
    lose: (what) => {
      kills.lost += 1;
      tell(what);
    },
    double: (what) => {
      kills.doubled += 1;
      tell(what);
    },
  };
};
