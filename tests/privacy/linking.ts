import type { Family, Figure } from '../bench/figure.ts';
import type { House } from './house.ts';
import { type GameResult, playLinkingGame } from './linking-game.ts';
import { DEFAULT_RELEASE_HOURS } from '../../src/server/store/queries/voice.ts';
import { noRules, type Rules, rulesOf } from './rules.ts';

interface Variant {
  house?: Partial<House>;
  rules?: Rules;
  /** What is said of it in the table. */
  detail: string;
  /** Points above chance. */
  atMost?: number;
}

/** Ten phones; who is on shift in the afternoon was not there in the morning. Released as usual. */
const GAMES: Record<string, Variant> = {
  link_accuracy_10: { detail: 'ten a day', atMost: 5 },
  link_accuracy_3: { house: { momentsADay: 3 }, detail: 'three a day' },
  link_accuracy_1: { house: { momentsADay: 1 }, detail: 'one a day' },
  link_accuracy_one_phone: { house: { phones: 1 }, detail: 'one phone: nothing helps' },
  link_accuracy_12_hours: { rules: rulesOf(12), detail: 'ten a day, released every 12 hours' },
  link_accuracy_4_hours: { rules: rulesOf(4), detail: 'ten a day, released every 4 hours' },
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
      .map(([name, variant]) => figureOf(name, variant, isShort ? [1] : [1, 2, 3, 4, 5])),
});

const figureOf = (
  name: string,
  { house, rules, detail, atMost }: Variant,
  seeds: number[],
): Figure => {
  const games = seeds.map((seed) =>
    playLinkingGame({
      house: { phones: 10, teams: 'for a session', momentsADay: 10, forgotten: 0, ...house },
      rules: rules ?? rulesOf(DEFAULT_RELEASE_HOURS),
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
    ...(atMost === undefined ? {} : { target: { atMost: Number((limit + atMost).toFixed(1)) } }),
  };
};

const percent = (games: readonly GameResult[], of: 'accuracy' | 'chance'): number =>
  (100 * games.reduce((all, game) => all + game[of], 0)) / games.length;
