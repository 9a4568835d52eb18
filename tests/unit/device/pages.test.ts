// A page of what is new and its place are applied together, and the outbox is not touched.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PullAnswer } from '../../../src/contract/pull.ts';
import { type OutboxDatabase, openOutbox } from '../../../src/device/database.ts';
import { type KnownDatabase, listChanges, openKnown } from '../../../src/device/inbox.ts';
import { HOLD_MS, saveMoment, takeBatch } from '../../../src/device/outbox.ts';
import { pull } from '../../../src/device/pull.ts';
import { keepSignedIn } from '../../../src/device/signed-in.ts';
import { aMoment } from '../../support/operations.ts';
import { AISHA, DROP_IN, NOON, everythingIn, freshStorage } from '../../support/phone.ts';

const identity = {
  organisationId: '55555555-5555-4555-8555-555555555555',
  organisationName: 'Harbour House',
  personId: AISHA,
  personName: 'Aisha',
  roles: ['practitioner' as const],
};

const page = (cursor: string, said: Partial<PullAnswer> = {}): PullAnswer => ({
  protocol: 'moments/1',
  epoch: 'one',
  identity,
  programmes: [{ programmeId: DROP_IN, name: 'Tuesday drop-in' }],
  changes: [
    {
      momentId: crypto.randomUUID(),
      revision: 1,
      receivedAt: new Date(NOON).toISOString(),
      moment: aMoment({ words: `on ${cursor}` }),
    },
  ],
  cursor,
  more: false,
  ...said,
});

let outbox: OutboxDatabase;
let known: KnownDatabase;
/** Pulls pages until none is left; resolves with the addresses that were asked. */
const pulling = async (...pages: PullAnswer[]): Promise<string[]> => {
  const asked: string[] = [];
  const fetch = async (url: string): Promise<Response> => {
    asked.push(url);
    return Response.json(pages.shift());
  };
  await pull({ known, outbox, personId: AISHA, fetch, now: NOON });
  return asked;
};
const words = async (): Promise<(string | undefined)[]> =>
  (await listChanges(known)).map(({ moment }) => moment?.words);

beforeEach(async () => {
  freshStorage();
  outbox = openOutbox();
  known = await openKnown();
  await keepSignedIn(known, { identity, sessionId: 's', wipe: 'w' });
});
afterEach(() => {
  vi.restoreAllMocks();
  outbox.close();
});

test('[L2] each page is one transaction: what it brings and its cursor', async () => {
  const begun = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await pulling(page('c1', { more: true }), page('c2'));
  const writes = begun.mock.calls.filter(
    ([stores, mode]) => mode === 'readwrite' && /changes|place/.test(JSON.stringify(stores)),
  );
  expect(writes.map(([stores]) => stores)).toEqual(
    Array.from({ length: 2 }, () => [
      'signedIn',
      'programmes',
      'changes',
      'place',
      'handOver',
      'offered',
    ]),
  );
  expect(await pulling(page('c3'))).toEqual(['/v1/pull?cursor=c2']);
});

test.each(['changes', 'place'])(
  '[L2] a page whose transaction aborts, at its %s, brings nothing, and is asked for again',
  async (failing) => {
    await pulling(page('c1'));
    const { put } = IDBObjectStore.prototype;
    const puts = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      const request = put.apply(this, args);
      if (this.name === failing) {
        request.addEventListener('success', () => this.transaction.abort());
      }
      return request;
    });
    expect(await pulling(page('c2'))).toEqual(['/v1/pull?cursor=c1']);
    puts.mockRestore();
    expect(await words()).toEqual(['on c1']);
    expect(await pulling(page('c2'))).toEqual(['/v1/pull?cursor=c1']);
    expect(new Set(await words())).toEqual(new Set(['on c1', 'on c2']));
  },
);

test('[L2] a pull leaves the outbox as it was, sent or unsent', async () => {
  const means = { now: NOON, newId: () => crypto.randomUUID() };
  for (const said of ['one', 'two']) {
    const body = aMoment({ words: said });
    await saveMoment(outbox, { personId: AISHA, body, draftId: `${AISHA}/new` }, means);
  }
  await takeBatch(outbox, AISHA, { operations: 1, bytes: 1_000_000 }, NOON + HOLD_MS);
  const before = await everythingIn(outbox);
  await pulling(page('c1', { more: true }), page('c2'));
  expect(await everythingIn(outbox)).toEqual(before);
});
