import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { QUIET_ZONE, qrPath } from '../../../../src/manager/people/qr-path.ts';
import { LINK } from '../fake-desk.ts';

/** Which modules a path of one-high runs covers. */
const covered = (path: string, size: number): boolean[][] => {
  const modules = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let at = 0; at < Number(length); at++) modules[Number(y)]![Number(x) + at] = true;
  }
  return modules;
};

test('the drawn path is the QR code of the link, module by module', () => {
  const { size, path } = qrPath(LINK);
  expect(path.replaceAll(/M\d+ \d+h(\d+)v1h-\1z/g, '')).toBe('');
  expect(covered(path, size)).toEqual(encode(LINK, { border: QUIET_ZONE, ecc: 'M' }).data);
});

test('a quiet edge is left on every side', () => {
  const { size, path } = qrPath(LINK);
  const modules = covered(path, size);
  const edge = [...Array(QUIET_ZONE).keys()].flatMap((at) => [at, size - 1 - at]);
  for (const at of edge) {
    expect(modules[at]?.some(Boolean)).toBe(false);
    expect(modules.some((row) => row[at])).toBe(false);
  }
});
