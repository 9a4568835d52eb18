import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HandOver } from '../../../src/contract/say.ts';
import { listHandOvers } from '../../../src/device/handed.ts';
import { type KnownDatabase, openKnown } from '../../../src/device/inbox.ts';
import { freshStorage } from '../../support/phone.ts';

let known: KnownDatabase;
beforeEach(async () => {
  freshStorage();
  known = await openKnown();
});
afterEach(() => known.close());

const programme = (programmeId: string, programmeName: string): HandOver => ({
  form: {
    organisationName: 'Harbour House',
    programmeId,
    programmeName,
    safeguarding: null,
    releaseHours: 24,
    keepMonths: { afterTold: 12, afterArrival: 24 },
  },
  key: { keyId: crypto.randomUUID(), publicKey: '' },
});

test('where a phone can be handed over is listed by name, whatever the ids', async () => {
  for (const [letter, name] of [
    ['a', 'Tuesday drop-in'],
    ['b', 'Allotment'],
    ['c', 'allotment, at night'],
  ] as const) {
    await known.put('handOver', programme(`${letter.repeat(8)}-0000-4000-8000-000000000000`, name));
  }
  const listed = await listHandOvers(known);
  expect(listed.map(({ form }) => form.programmeName)).toEqual([
    'Allotment',
    'allotment, at night',
    'Tuesday drop-in',
  ]);
});
