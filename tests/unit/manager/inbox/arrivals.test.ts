import { describe, expect, test } from 'vitest';
import { extended, heldBack, merged } from '../../../../src/manager/inbox/arrivals.ts';
import { someMoments } from '../fake-desk.ts';

describe('reading the top of the list again', () => {
  const [a, b, c, d, e] = someMoments(5) as [never, never, never, never, never];

  test('puts new ones above, and none twice', () => {
    expect(merged([b, c, d, e], [a, b, c], false)).toEqual([a, b, c, d, e]);
    expect(merged([b, c], [a, b, b, c], false)).toEqual([a, b, c]);
  });

  test('[X2] takes out what was taken back between those that stayed', () => {
    expect(merged([a, b, c, d], [a, c], false)).toEqual([a, c, d]);
  });

  test('[X2] takes out everything that is not there any more when nothing lies below', () => {
    expect(merged([a, b, c], [b], true)).toEqual([b]);
  });

  test('begins anew where more arrived than one reading reaches', () => {
    expect(merged([d, e], [a, b], false)).toEqual([a, b]);
  });

  test('holds back what came above the first that the reader sees', () => {
    expect(heldBack([a, b, c, d], [c, d])).toBe(2);
    expect(heldBack([a, b], [])).toBe(0);
  });

  test('a further page brings none twice', () => {
    expect(extended([a, b], [b, c])).toEqual([a, b, c]);
  });
});
