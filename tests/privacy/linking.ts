import type { Family, Figure } from '../bench/figure.ts';
import type { House } from './house.ts';
import { type GameResult, playLinkingGame } from './linking-game.ts';
import { noRules, type Rules, rulesOf } from './rules.ts';

/** A manager may choose otherwise. */
const USUAL_HOURS = 4;

interface Played {
  house?: Partial<House>;
  rules?: Rules;
  /** What is said of it in the table. */
  detail: string;
  /** Points above chance. */
  atMost?: number;
}

const GAMES: Record<string, Played> = {
  link_accuracy_10: { detail: 'ten a day', atMost: 5 },
  link_accuracy_3: { house: { momentsADay: 3 }, detail: 'three a day' },
  link_accuracy_1: { house: { momentsADay: 1 }, detail: 'one a day' },
  link_accuracy_one_phone: { house: { phones: 1 }, detail: 'one phone: nothing helps' },
  link_accuracy_two_teams: {
    house: { teams: 'for a session' },
    detail: 'ten a day, another team for each session of a day',
  },
  link_accuracy_two_teams_daily: {
    house: { teams: 'for a session' },
    rules: rulesOf(24),
    detail: 'the same, released once a day',
  },
  link_accuracy_forgotten: {
    house: { forgotten: 0.1 },
    detail: 'ten a day, one phone in ten is not opened after a session',
  },
  link_accuracy_unprotected: {
    rules: noRules,
    detail: 'ten a day, sent at once and seen to the minute: what the rules are for',
  },
};

/** How often the attacker of the linking game names the right phone, beside chance. */
export const linkingOf = (isShort: boolean): Family => ({
  names: Object.keys(GAMES),
  run: async (asked) =>
    Object.entries(GAMES)
      .filter(([name]) => asked.has(name))
      .map(([name, played]) => figureOf(name, played, isShort ? [1] : [1, 2, 3, 4, 5])),
});

const figureOf = (
  name: string,
  { house, rules, detail, atMost }: Played,
  seeds: number[],
): Figure => {
  const games = seeds.map((seed) =>
    playLinkingGame({
      house: { phones: 10, teams: 'for a day', momentsADay: 10, forgotten: 0, ...house },
      rules: rules ?? rulesOf(USUAL_HOURS),
      moments: 1000,
      draws: 100,
      seed,
    }),
  );
  const value = percent(games, 'accuracy');
  const limit = percent(games, 'chance');
  const above = `${value >= limit ? '+' : ''}${(value - limit).toFixed(1)} points`;
  return {
    name,
    value,
    unit: '%',
    limit,
    ratio: value / limit,
    detail: `chance ${limit.toFixed(1)} % (${above}), ${seeds.length} × 1,000 moments, ${detail}`,
    ...(atMost === undefined ? {} : { target: { atMost: limit + atMost } }),
  };
};

const percent = (games: readonly GameResult[], of: 'accuracy' | 'chance'): number =>
  (100 * games.reduce((all, game) => all + game[of], 0)) / games.length;
