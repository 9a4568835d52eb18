import { expect, test } from 'vitest';
import { DEFAULT_RELEASE_HOURS } from '../../../src/server/store/queries/voice.ts';
import type { House } from '../../privacy/house.ts';
import { type GameResult, playLinkingGame } from '../../privacy/linking-game.ts';
import { noRules, rulesOf } from '../../privacy/rules.ts';

const play = (house: Partial<House>, rules = rulesOf(DEFAULT_RELEASE_HOURS)): GameResult =>
  playLinkingGame({
    house: { phones: 10, teams: 'for a session', momentsADay: 10, forgotten: 0, ...house },
    rules,
    moments: 1000,
    draws: 40,
    seed: 1,
  });

test('[A5] at ten a day, who holds the database names the right phone no better than chance and five points', () => {
  const { accuracy, chance, moments } = play({});
  expect(moments).toBe(1000);
  expect(chance).toBeLessThan(0.2);
  expect(accuracy - chance).toBeLessThanOrEqual(0.05);
});

test('[A5] the attacker of the game can find somebody: where all is sent at once and seen to the minute', () => {
  const { accuracy, chance } = play({}, noRules);
  expect(accuracy - chance).toBeGreaterThan(0.5);
});

test('[A5] a release within the day tells who was there at that time of it', () => {
  const { accuracy, chance } = play({}, rulesOf(4));
  expect(accuracy - chance).toBeGreaterThan(0.1);
});

test('[A5] one phone alone is always found', () => {
  const { accuracy, chance, moments } = play({ phones: 1 });
  expect(moments).toBe(1000);
  expect(accuracy).toBeCloseTo(1);
  expect(chance).toBeCloseTo(1);
});
