import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { layRows } from '../../../../src/manager/inbox/rows.ts';

test('rows lie where the heights above them end, whatever is measured in whatever order', () => {
  const heights = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 80 });
  const measured = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 400 })));
  fc.assert(
    fc.property(heights, measured, fc.nat(40_000), (before, changes, px) => {
      const rows = layRows(before.length, 100, (index) => before[index]);
      const now = [...before];
      for (const [which, height] of changes) {
        const index = which % now.length;
        rows.measure(index, height);
        now[index] = height;
      }
      const offsets = now.reduce<number[]>((all, height) => [...all, all.at(-1)! + height], [0]);
      for (const [index, offset] of offsets.entries()) expect(rows.offsetOf(index)).toBe(offset);
      const at = offsets.findLastIndex((offset) => offset <= px);
      expect(rows.at(px)).toBe(Math.min(at, now.length - 1));
    }),
  );
});

test('rows that were never drawn are taken to be as high as the guess', () => {
  const rows = layRows(100_000, 150, (index) => (index === 0 ? 50 : undefined));
  expect(rows.offsetOf(100_000)).toBe(50 + 99_999 * 150);
  expect(rows.at(-10)).toBe(0);
  expect(rows.at(1e9)).toBe(99_999);
  expect(rows.measure(1, 150.2)).toBe(false);
});

test('a list without rows has no end to fall off', () => {
  const rows = layRows(0, 100, () => undefined);
  expect([rows.offsetOf(0), rows.at(500)]).toEqual([0, 0]);
});
