import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { readCursor, writeCursor } from '../../../src/server/cursor.ts';

const HERE = randomUUID();

test('[L1] a cursor is a place in one order of one organisation, and nowhere else', () => {
  const cursor = writeCursor('pull', HERE, 41);
  expect(readCursor('pull', HERE, cursor)).toBe(41);
  expect(readCursor('inbox', HERE, cursor)).toBeNull();
  expect(readCursor('pull', randomUUID(), cursor)).toBeNull();
});

test.each([
  ['nothing', ''],
  ['a bare number', '41'],
  ['a place before all', writeCursor('pull', HERE, -1)],
  ['half a place', writeCursor('pull', HERE, 1.5)],
  ['a cursor that was cut', writeCursor('pull', HERE, 41).slice(0, -4)],
])('[L1] %s is no cursor', (_name, text) => {
  expect(readCursor('pull', HERE, text)).toBeNull();
});
