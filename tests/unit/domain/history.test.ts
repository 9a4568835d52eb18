import { expect, test } from 'vitest';
import { type Traces, historyOf } from '../../../src/domain/history.ts';

const at = (hour: number): string => `2026-11-23T${String(hour).padStart(2, '0')}:00:00.000Z`;
const by = (byName: string, hour: number) => ({ at: at(hour), byName });
const untouched: Traces = {
  arrived: { ...by('Aisha', 9), isDayAlone: false },
  changes: [],
  seen: null,
  thread: [],
  notes: [],
  assignments: [],
  toldOn: null,
};

test('all that became of a moment, oldest first, with who did it', () => {
  const history = historyOf({
    ...untouched,
    changes: [by('Aisha', 10)],
    seen: by('Rosa', 11),
    assignments: [
      { ...by('Rosa', 12), toName: 'Maya' },
      { ...by('Maya', 17), toName: null },
    ],
    notes: [by('Maya', 13)],
    thread: [
      { ...by('Maya', 14), from: 'manager', isQuestion: true, takenBackAt: at(15) },
      { ...by('Maya', 16), from: 'manager', isQuestion: false, takenBackAt: null },
    ],
    toldOn: '2026-11-24',
  });
  expect(history.map(({ what, byName, toName }) => [what, byName, toName])).toEqual([
    ['arrived', 'Aisha', null],
    ['changed', 'Aisha', null],
    ['seen', 'Rosa', null],
    ['assigned', 'Rosa', 'Maya'],
    ['noted', 'Maya', null],
    ['asked', 'Maya', null],
    ['taken-back', null, null],
    ['answered', 'Maya', null],
    ['assigned', 'Maya', null],
    ['told-back', null, null],
  ]);
});

test('[A4] of what has no name, and of what they write back, the date alone is told', () => {
  const midnight = '2026-11-23T00:00:00.000Z';
  const history = historyOf({
    ...untouched,
    arrived: { at: midnight, byName: null, isDayAlone: true },
    thread: [{ at: midnight, byName: null, from: 'speaker', isQuestion: false, takenBackAt: null }],
    toldOn: '2026-11-23',
  });
  expect(history).toEqual([
    { what: 'arrived', at: midnight, isDayAlone: true, byName: null, toName: null },
    { what: 'wrote-back', at: midnight, isDayAlone: true, byName: null, toName: null },
    { what: 'told-back', at: midnight, isDayAlone: true, byName: null, toName: null },
  ]);
});
