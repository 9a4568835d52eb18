import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { KeysUnreadable, openKeys } from '../../../src/server/keys.ts';
import { SealingKeyRing } from '../../../src/server/sealing-key-ring.ts';
import * as files from '../../../src/server/store/files.ts';
import { temporaryFolder } from '../../support/server.ts';

vi.mock('../../../src/server/store/files.ts', { spy: true });

const DAY_MS = 24 * 3600 * 1000;
const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const at = (days: number): Date => new Date(NOW + days * DAY_MS);

let folder: string;
let file: string;
const ring = (): SealingKeyRing => new SealingKeyRing(join(folder, 'keys.json'));

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'sealing-keys.json');
});

test('a key is made once, for its owner alone to read, and the same after a start', async () => {
  const programmes = [randomUUID(), randomUUID()];
  const first = ring();
  const keys = await first.current(programmes, at(0));
  expect(keys.map(({ programmeId }) => programmeId)).toEqual(programmes);
  expect(await first.current(programmes, at(1))).toEqual(keys);
  expect(await ring().current(programmes.toReversed(), at(2))).toEqual(keys.toReversed());
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['sealing-keys.json']);
});

test('after 90 days another takes its place; the old one opens for 180 more and is then gone for good', async () => {
  const programmes = [randomUUID()];
  const keys = ring();
  const [old] = await keys.current(programmes, at(0));
  expect(await keys.current(programmes, at(89.9))).toEqual([old]);
  const [next] = await keys.current(programmes, at(90));
  expect(next!.keyId).not.toBe(old!.keyId);
  expect(await keys.opening(old!.keyId, at(269.9))).toMatchObject({ programmeId: programmes[0] });
  expect(await keys.opening(old!.keyId, at(270))).toBeUndefined();
  await keys.tidy(at(269.9));
  expect(readFileSync(file, 'utf8')).toContain(old!.privateKey);
  await keys.tidy(at(270));
  expect(readFileSync(file, 'utf8')).not.toContain(old!.privateKey);
  expect(await keys.opening(next!.keyId, at(270))).toBeDefined();
});

test('nobody gets a key that a power cut could still take back', async () => {
  const synced = vi.mocked(files.syncFolder);
  synced.mockClear();
  const [key] = await ring().current([randomUUID()], at(0));
  expect(synced).toHaveBeenCalledWith(folder);
  expect(readFileSync(file, 'utf8')).toContain(key!.keyId);
  synced.mockClear();
  openKeys(join(folder, 'keys.json'));
  expect(synced).toHaveBeenCalledWith(folder);
});

test('processes that share the file, and calls that come at once, agree on one key', async () => {
  const programmes = [randomUUID()];
  const rings = Array.from({ length: 8 }, ring);
  const found = await Promise.all(
    rings.flatMap((each) => [each.current(programmes, at(0)), each.current(programmes, at(0))]),
  );
  expect(new Set(found.map(([key]) => key!.keyId)).size).toBe(1);
  // What one of them changes the others see.
  const [next] = await rings[0]!.current(programmes, at(90));
  expect(await rings[7]!.opening(next!.keyId, at(90))).toBeDefined();
  expect(await rings[7]!.current(programmes, at(90))).toEqual([next]);
});

test('a process that was killed while it changed the file holds up nobody', async () => {
  writeFileSync(`${file}.lock`, '');
  const long = new Date(Date.now() - 60_000);
  utimesSync(`${file}.lock`, long, long);
  expect(await ring().current([randomUUID()], at(0))).toHaveLength(1);
});

test('a file that cannot be understood is left as it is: new keys would open nothing that waits', async () => {
  writeFileSync(file, '{"keys": [{}]}');
  await expect(ring().current([randomUUID()], at(0))).rejects.toThrow(KeysUnreadable);
  await expect(ring().opening(randomUUID(), at(0))).rejects.toThrow(KeysUnreadable);
  expect(readFileSync(file, 'utf8')).toBe('{"keys": [{}]}');
});
