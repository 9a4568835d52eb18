// The invented programme in which the linking game is played: who is on shift, when phones are opened, and whose phone
// somebody speaks on. Times are in milliseconds from the first midnight.

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What is true of a programme, before any chance. */
export interface House {
  phones: number;
  /** The same team is there all day, or another one for each session, whom nobody of the first joins. */
  teams: 'for a day' | 'for a session';
  /** How many said something without a name on a day. */
  momentsADay: number;
  /** How often a phone is not opened after a session, but only after the next one of its team. From 0 to 1. */
  forgotten: number;
}

/** Phones have no signal in a session, which is when people speak. */
const SESSIONS = [
  { from: 9 * HOUR, to: 11 * HOUR },
  { from: 14 * HOUR, to: 16 * HOUR },
] as const;
/** After each session the phones of its team are opened, all within this time, and all pushes go out in a cluster. */
const OPENED_WITHIN = 30 * MINUTE;
/** On most openings something of the practitioner's own waits to be sent. */
const OWN_WAITS = 0.6;
const SHORTEST_LOOK = 30 * SECOND;
const LONGEST_LOOK = 6 * MINUTE;

export interface Session {
  from: number;
  to: number;
  team: readonly number[];
}

/** A phone is opened where there is signal. */
export interface Opening {
  phone: number;
  at: number;
  /** Closed again. */
  until: number;
  /** The practitioner's own moments wait to be pushed. */
  ownWaits: boolean;
}

export interface Spoken {
  phone: number;
  at: number;
}

export interface Played {
  sessions: Session[];
  /** Of each phone, in the order of time. */
  openings: Opening[][];
  spoken: Spoken[];
}

/** How long somebody looks at the app. The attacker knows this, but not how long it was each time. */
export const lookFor = (random: () => number): number =>
  SHORTEST_LOOK + random() * (LONGEST_LOOK - SHORTEST_LOOK);

export const speaksAt = ({ from, to }: Session, random: () => number): number =>
  from + random() * (to - from);

/** As many days as `moments` need, and two weeks more in which the last of them are sent. */
export const playHouse = (house: House, moments: number, random: () => number): Played => {
  const days = Math.ceil(moments / house.momentsADay);
  const played: Played = {
    sessions: [],
    openings: Array.from({ length: house.phones }, () => []),
    spoken: [],
  };
  for (let day = 0; day < days + 14; day += 1) {
    const today = sessionsOf(house, day * DAY, random);
    played.sessions.push(...today);
    for (const session of today) openAfter(session, house, played, random);
    const speaking = day < days ? house.momentsADay : 0;
    for (let said = 0; said < speaking && played.spoken.length < moments; said += 1) {
      const session = oneOf(today, random);
      played.spoken.push({ phone: oneOf(session.team, random), at: speaksAt(session, random) });
    }
  }
  return played;
};

/** Three or four are on shift at a time, drawn by lot; where there are fewer phones, all of them. */
const sessionsOf = (house: House, midnight: number, random: () => number): Session[] => {
  const drawn = shuffled(house.phones, random);
  const nextTeam = (): number[] => drawn.splice(0, 3 + Math.floor(random() * 2));
  const forTheDay = nextTeam();
  return SESSIONS.map(({ from, to }, at) => ({
    from: midnight + from,
    to: midnight + to,
    team: at === 0 || house.teams === 'for a day' || drawn.length < 3 ? forTheDay : nextTeam(),
  }));
};

const openAfter = (
  { to, team }: Session,
  { forgotten }: House,
  { openings }: Played,
  random: () => number,
): void => {
  for (const phone of team) {
    if (random() < forgotten) continue;
    const at = to + random() * OPENED_WITHIN;
    const ownWaits = random() < OWN_WAITS;
    openings[phone]!.push({ phone, at, until: at + lookFor(random), ownWaits });
  }
};

export const shuffled = (count: number, random: () => number): number[] => {
  const all = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [all[last], all[other]] = [all[other]!, all[last]!];
  }
  return all;
};

export const oneOf = <Item>(items: readonly Item[], random: () => number): Item =>
  items[Math.floor(random() * items.length)]!;
