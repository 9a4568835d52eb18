// The linking game (A5): can somebody inside tell on whose phone something was said?
//
// What is played. A programme of some phones, three or four of which are on shift at a time. In its sessions people say
// something without a name on a phone that is handed to them; the phone seals it and draws a delay. After each session
// the phones are opened in a cluster, push what is their owner's own, and send what is sealed by the product's own
// rules. The server keeps the date, holds, and releases by the product's own rule.
//
// What the attacker knows: the database (which moment came on which date, and in which batch it was released), the times
// of release, when each phone was in contact and pushed, who was on shift when, and all rules and chances of the house
// and of the app. Not known: how long a phone stayed open each time, what the app drew, the order within a batch, and
// anything in the words.
//
// How it guesses. What has the same date and batch cannot be told apart. For every phone and session the attacker lets
// the app play many times over the phone's real contacts, and counts how often a moment would have got that date and
// batch: its likelihood. A phone whose push came 20 to 90 s after its contact has certainly sent something before it.
// Each moment is given to the phone that is likeliest to have sent it; phones that are alike share the guess.
//
// Chance is 1 divided by the phones in contact on the date.
import { chanceOf } from '../model/chance.ts';
import { DAY, type House, lookFor, playHouse, type Played, speaksAt } from './house.ts';
import { letOneGoFirst, type Push, type Rules } from './rules.ts';

export interface GameResult {
  /** Both from 0 to 1. */
  accuracy: number;
  chance: number;
  moments: number;
}

export interface Game {
  house: House;
  rules: Rules;
  moments: number;
  /** How often the attacker lets the app play, for each phone and session. */
  draws: number;
  seed: number;
}

interface Arrival {
  phone: number;
  at: number;
}

/** What the attacker has of a moment: its date and its batch. */
type Cell = string;
/** For each phone: how much a cell is expected of it. */
type Expected = Map<Cell, number>[];

export const playLinkingGame = (game: Game): GameResult => {
  const { random } = chanceOf(game.seed);
  const played = playHouse(game.house, game.moments, random);
  const { arrivals, pushes } = sendAll(game, played, random);
  const cellOf = cellsOf(game, arrivals);
  const likelihood = letPlay(game, played, cellOf, random);
  const certain = readPushes(game, pushes, cellOf);
  const contacts = contactsByDay(played);

  const result: GameResult = { accuracy: 0, chance: 0, moments: arrivals.length };
  for (const [cell, inCell] of byCell(arrivals, cellOf)) {
    const guessed = likeliest(cell, inCell.length, likelihood, certain);
    for (const { phone, at } of inCell) {
      if (guessed.includes(phone)) result.accuracy += 1 / guessed.length / arrivals.length;
      result.chance += 1 / contacts.get(dayOf(at))!.size / arrivals.length;
    }
  }
  return result;
};

const byCell = (
  arrivals: readonly Arrival[],
  cellOf: (at: number) => Cell,
): Map<Cell, Arrival[]> => {
  const cells = new Map<Cell, Arrival[]>();
  for (const arrival of arrivals) {
    const cell = cellOf(arrival.at);
    const inCell = cells.get(cell) ?? [];
    inCell.push(arrival);
    cells.set(cell, inCell);
  }
  return cells;
};

const dayOf = (time: number): number => Math.floor(time / DAY);

interface PushOf extends Push {
  phone: number;
}

const sendAll = (
  { house, rules }: Game,
  { openings, spoken }: Played,
  random: () => number,
): { arrivals: Arrival[]; pushes: PushOf[] } => {
  const arrivals: Arrival[] = [];
  const pushes: PushOf[] = [];
  for (let phone = 0; phone < house.phones; phone += 1) {
    const sealed = spoken
      .filter((one) => one.phone === phone)
      .map(({ at }) => rules.seal(at, random));
    const sent = rules.send(openings[phone]!, sealed, random);
    for (const at of sent.arrivedAt) if (at !== null) arrivals.push({ phone, at });
    for (const push of sent.pushes) pushes.push({ phone, ...push });
  }
  return { arrivals, pushes };
};

/** From a time of arrival to what the attacker would have of it. */
const cellsOf = ({ rules }: Game, arrivals: readonly Arrival[]): ((at: number) => Cell) => {
  const releases = rules.releases(
    arrivals.map(({ at }) => at).toSorted((one, other) => one - other),
  );
  return (at) => `${dayOf(at)} ${releases[firstFrom(releases, at)] ?? 'held'}`;
};

/** Where the first stands that is not before `at`. */
const firstFrom = (sorted: readonly number[], at: number): number => {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < at) from = middle + 1;
    else to = middle;
  }
  return from;
};

const letPlay = (
  { rules, draws }: Game,
  { sessions, openings }: Played,
  cellOf: (at: number) => Cell,
  random: () => number,
): Expected => {
  const expected: Expected = openings.map(() => new Map());
  for (const session of sessions) {
    for (const phone of session.team) {
      const contacts = openings[phone]!;
      const next = contacts.findIndex(({ at }) => at >= session.from);
      if (next < 0) continue;
      const soon = contacts.slice(next, next + 5);
      for (let draw = 0; draw < draws; draw += 1) {
        const guessed = soon.map((one) => ({ ...one, until: one.at + lookFor(random) }));
        const sealed = rules.seal(speaksAt(session, random), random);
        const [at] = rules.send(guessed, [sealed], random).arrivedAt;
        if (at !== null && at !== undefined) {
          add(expected[phone]!, cellOf(at), 1 / draws / session.team.length);
        }
      }
    }
  }
  return expected;
};

const readPushes = (
  { house }: Game,
  pushes: readonly PushOf[],
  cellOf: (at: number) => Cell,
): Expected => {
  const expected: Expected = Array.from({ length: house.phones }, () => new Map());
  for (const push of pushes) {
    if (letOneGoFirst(push)) add(expected[push.phone]!, cellOf(push.openedAt), 1);
  }
  return expected;
};

const add = (counts: Map<Cell, number>, cell: Cell, more: number): void =>
  void counts.set(cell, (counts.get(cell) ?? 0) + more);

/** The phones from which the most moments of a cell are expected. */
const likeliest = (
  cell: Cell,
  count: number,
  likelihood: Expected,
  certain: Expected,
): number[] => {
  const sure = certain.map((cells) => cells.get(cell) ?? 0);
  const likely = likelihood.map((cells) => cells.get(cell) ?? 0);
  const all = sum(likely) || 1;
  const left = Math.max(0, count - sum(sure));
  const scores = likely.map((each, phone) => sure[phone]! + (left * each) / all);
  const best = Math.max(...scores);
  return scores.flatMap((score, phone) => (score > best - 1e-9 ? [phone] : []));
};

const sum = (values: readonly number[]): number => values.reduce((one, other) => one + other, 0);

const contactsByDay = ({ openings }: Played): Map<number, Set<number>> => {
  const byDay = new Map<number, Set<number>>();
  for (const { phone, at } of openings.flat()) {
    const day = byDay.get(dayOf(at)) ?? new Set();
    byDay.set(dayOf(at), day.add(phone));
  }
  return byDay;
};
