import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawnNext, layRows } from '../../../../src/manager/inbox/rows.ts';

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

test('whatever is in view is drawn at once, and what is near it a few rows at a time', () => {
  const rows = layRows(1_000, 100, () => undefined);
  const top = fc.integer({ min: -2_000, max: 102_000 });
  const drawn = fc.record({ from: fc.nat(900), count: fc.integer({ min: 1, max: 100 }) });
  fc.assert(
    fc.property(drawn, top, fc.boolean(), ({ from, count }, px, isAhead) => {
      let now = { from, to: from + count };
      now = drawnNext(rows, now, px, 800, isAhead);
      expect(now.from).toBeLessThanOrEqual(rows.at(px));
      expect(now.to).toBeGreaterThan(rows.at(px + 800));
      for (let turn = 0; turn < 20; turn += 1) {
        const next = drawnNext(rows, now, px, 800, true);
        expect(now.from - next.from).toBeLessThanOrEqual(3);
        expect(next.to - now.to).toBeLessThanOrEqual(3);
        now = next;
      }
      expect(now).toEqual({ from: rows.at(px - 600), to: rows.at(px + 1_400) + 1 });
    }),
  );
});

test('while all that is in view is drawn, a frame of scrolling draws nothing', () => {
  const rows = layRows(1_000, 100, () => undefined);
  const now = { from: 20, to: 50 };
  expect(drawnNext(rows, now, 3_000, 800, false)).toBe(now);
  expect(drawnNext(rows, now, 3_000, 800, true)).not.toEqual(now);
  // Past the last one that is drawn.
  expect(drawnNext(rows, now, 4_300, 800, false).to).toBe(52);
});
