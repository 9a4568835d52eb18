import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { PushRequest, PushResult } from '../../src/contract/push.ts';
import { type OutboxDatabase, openOutbox } from '../../src/device/database.ts';
import type { DrainMeans } from '../../src/device/drain.ts';
import { saveMoment } from '../../src/device/outbox.ts';
import type { Push, PushOutcome } from '../../src/device/transport.ts';
import { aMoment } from './operations.ts';

export const AISHA = '11111111-1111-4111-8111-111111111111';
export const BEN = '22222222-2222-4222-8222-222222222222';
export const DROP_IN = '33333333-3333-4333-8333-333333333333';
export const NOON = Date.parse('2026-11-23T12:00:00.000Z');

/** A phone with an outbox of its own, a clock that a test moves, and an endpoint that a test answers for. */
export interface TestPhone {
  outbox: OutboxDatabase;
  clock: { now: number };
  /** What left the phone, in order. */
  requests: PushRequest[];
  /** How the endpoint answers from now on; by default it stores everything. */
  answer: (how: (request: PushRequest) => PushOutcome | Promise<PushOutcome>) => void;
  means: DrainMeans;
  save: (words: string, personId?: string) => Promise<string>;
}

/** A fresh, empty IndexedDB for the next database that is opened. */
export const freshStorage = (): void => {
  globalThis.indexedDB = new IDBFactory();
};

export const storedAll = (request: PushRequest): PushOutcome => ({
  kind: 'answered',
  epoch: 'one',
  results: request.operations.map(receiptFor),
});

export const receiptFor = ({
  operationId,
  digest,
}: PushRequest['operations'][number]): PushResult => ({
  operationId,
  digest,
  status: 'stored',
  receivedAt: '2026-11-23T12:00:01.000Z',
});

export const aPhone = (personId = AISHA): TestPhone => {
  freshStorage();
  const outbox = openOutbox();
  const clock = { now: NOON };
  const requests: PushRequest[] = [];
  let how: (request: PushRequest) => PushOutcome | Promise<PushOutcome> = storedAll;
  const push: Push = async (request) => {
    requests.push(request);
    return await how(request);
  };
  return {
    outbox,
    clock,
    requests,
    answer: (next) => (how = next),
    means: {
      database: outbox,
      push,
      personId,
      now: () => clock.now,
      random: () => 0.5,
      alone: (work) => work(),
    },
    save: async (words, by = personId) => {
      const { momentId } = await saveMoment(
        outbox,
        { personId: by, body: aMoment({ words }), draftId: `${by}/new` },
        { now: clock.now, newId: () => crypto.randomUUID() },
      );
      return momentId;
    },
  };
};

/** Every row of every store, for "leaves nothing anywhere". */
export const everythingIn = (outbox: OutboxDatabase): Promise<unknown[]> =>
  outbox.read(['drafts', 'moments', 'operations', 'media'], async (tx) => {
    const stores = ['drafts', 'moments', 'operations', 'media'] as const;
    return (await Promise.all(stores.map((name) => tx.objectStore(name).getAll()))).flat();
  });
