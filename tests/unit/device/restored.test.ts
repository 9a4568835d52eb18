import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { KeptOperation } from '../../../src/device/database.ts';
import { drain } from '../../../src/device/drain.ts';
import { forgetLongSent } from '../../../src/device/forget.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import {
  HOLD_MS,
  changeMoment,
  noteEpoch,
  readSender,
  takeBatch,
  withdrawMoment,
} from '../../../src/device/outbox.ts';
import { aMoment } from '../../support/operations.ts';
import {
  AISHA,
  BEN,
  DROP_IN,
  NOON,
  type TestPhone,
  aPhone,
  storedAll,
} from '../../support/phone.ts';

const DAY_MS = 86_400_000;
let phone: TestPhone;
beforeEach(() => {
  phone = aPhone();
});

const newId = (): string => crypto.randomUUID();
const means = () => ({ now: phone.clock.now, newId });
const send = async () => {
  phone.clock.now += HOLD_MS;
  await drain(phone.means, { urgent: true });
};
const rows = (): Promise<KeptOperation[]> =>
  phone.outbox.read(['operations'], (tx) => tx.objectStore('operations').getAll());
const sentLast = () => phone.requests.at(-1)?.operations.map(({ operationId }) => operationId);
/** From now on the endpoint answers from this database. */
const restoreAs = (epoch: string) =>
  phone.answer((request) => ({ ...storedAll(request), epoch }) as ReturnType<typeof storedAll>);

describe('a restored database', () => {
  test('[L3] creates, amends and withdrawals are all offered again, in their order and with their bytes', async () => {
    const changed = await phone.save('first');
    await send();
    const withdrawn = await phone.save('taken back');
    await send();
    await changeMoment(
      phone.outbox,
      { momentId: changed, body: aMoment({ words: 'second' }) },
      means(),
    );
    await send();
    await withdrawMoment(phone.outbox, { momentId: withdrawn, programmeId: DROP_IN }, means());
    await send();
    const before = phone.requests.flatMap(({ operations }) => operations);
    expect(before.map(({ kind }) => kind)).toEqual(['create', 'create', 'amend', 'withdraw']);
    expect(await listMoments(phone.outbox, AISHA, phone.clock.now)).toHaveLength(1);

    await noteEpoch(phone.outbox, AISHA, 'two');
    const shown = await listMoments(phone.outbox, AISHA, phone.clock.now);
    expect(shown.map(({ state, body }) => [state, body?.words])).toEqual([
      ['waiting', undefined],
      ['waiting', 'second'],
    ]);
    restoreAs('two');
    await send();
    // As they were sent the first time, to the byte; the withdrawal before what it ends.
    const [first, second, third, last] = before;
    expect(JSON.stringify(phone.requests.at(-1)?.operations)).toBe(
      JSON.stringify([first, last, second, third]),
    );
    expect((await rows()).every(({ receivedAt }) => receivedAt !== undefined)).toBe(true);
  });

  test('[L3] [O4] words that were taken back are never offered again before their withdrawal', async () => {
    const momentId = await phone.save('taken back');
    for (let number = 0; number < 30; number += 1) {
      phone.clock.now += 1;
      await phone.save(`moment ${number}`);
    }
    await send();
    phone.answer(() => ({ kind: 'unknown', retryAfterMs: 0 }));
    await withdrawMoment(phone.outbox, { momentId, programmeId: DROP_IN }, means());
    await send();
    phone.answer(storedAll);
    await send();
    await noteEpoch(phone.outbox, AISHA, 'two');
    restoreAs('two');
    const before = phone.requests.length;
    await send();
    const again = phone.requests.slice(before).flatMap(({ operations }) => operations);
    expect(again).toHaveLength(32);
    const own = again.filter((operation) => operation.momentId === momentId);
    expect(own.map(({ kind }) => kind)).toEqual(['withdraw', 'create']);
  });

  test('[L3] a push that brings the news keeps its own receipts, and only what was older is offered again', async () => {
    await phone.save('older');
    await send();
    const [older] = sentLast()!;
    restoreAs('two');
    await phone.save('newer');
    await send();
    const [, second, third] = phone.requests;
    expect(phone.requests).toHaveLength(3);
    expect(second?.operations.map(({ body }) => body)).toEqual([expect.stringContaining('newer')]);
    expect(third?.operations.map(({ operationId }) => operationId)).toEqual([older]);
    // From then on there is nothing left to offer.
    await phone.save('last');
    await send();
    expect(phone.requests).toHaveLength(4);
    expect((await readSender(phone.outbox, AISHA)).epoch).toBe('two');
  });

  test('[L3] marking and the new epoch are one strict transaction, with the receipts that brought the news', async () => {
    await phone.save('older');
    await send();
    await phone.save('newer');
    phone.clock.now += HOLD_MS;
    const begun: [unknown, unknown, unknown][] = [];
    const begin = IDBDatabase.prototype.transaction;
    const spy = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...args
    ) {
      begun.push([args[0], args[1], args[2]]);
      return begin.apply(this, args);
    });
    phone.answer((request) => {
      begun.length = 0;
      return { ...storedAll(request), epoch: 'two' } as ReturnType<typeof storedAll>;
    });
    await drain({ ...phone.means, push: once(phone.means.push) }, { urgent: true }).catch(
      () => undefined,
    );
    spy.mockRestore();
    expect(begun[0]).toEqual([['operations', 'senders'], 'readwrite', { durability: 'strict' }]);
    expect(
      (await rows()).map(({ queuedAt }) => (queuedAt === undefined ? 'sent' : 'waits')),
    ).toEqual(expect.arrayContaining(['sent', 'waits']));
  });
  const once = (push: TestPhone['means']['push']): TestPhone['means']['push'] => {
    let isFirst = true;
    return async (request) => {
      if (!isFirst) throw new Error('killed');
      isFirst = false;
      return await push(request);
    };
  };

  test('[L3] what is older than 30 days is not offered again; what waits again is not forgotten', async () => {
    const old = await phone.save('long ago');
    await send();
    const receivedAt = new Date(NOON - 31 * DAY_MS).toISOString();
    const [row] = await rows();
    await phone.outbox.write(['operations'], async (tx) => {
      await tx.objectStore('operations').put({ ...row!, receivedAt });
    });
    const young = await phone.save('lately');
    await send();
    await forgetLongSent(phone.outbox, phone.clock.now);
    await noteEpoch(phone.outbox, AISHA, 'two');
    await forgetLongSent(phone.outbox, phone.clock.now + 60 * DAY_MS);
    const kept = await listMoments(phone.outbox, AISHA, phone.clock.now);
    expect(kept.map(({ momentId, state }) => [momentId, state])).toEqual([[young, 'waiting']]);
    expect(old).not.toBe(young);
  });

  test('[L3] [O5] each person of a phone has an epoch of their own', async () => {
    await phone.save('of Aisha');
    await send();
    await phone.save('of Ben', BEN);
    phone.clock.now += HOLD_MS;
    restoreAs('two');
    await drain({ ...phone.means, personId: BEN }, { urgent: true });
    expect((await readSender(phone.outbox, BEN)).epoch).toBe('two');
    expect((await listMoments(phone.outbox, AISHA, phone.clock.now))[0]?.state).toBe('sent');
    await noteEpoch(phone.outbox, AISHA, 'two');
    const batch = await takeBatch(
      phone.outbox,
      AISHA,
      { operations: 9, bytes: 1e6 },
      phone.clock.now,
    );
    expect(batch.operations).toHaveLength(1);
    expect((await listMoments(phone.outbox, BEN, phone.clock.now))[0]?.state).toBe('sent');
  });

  test('[L3] receipts of the old database that come late do not stand for the new one', async () => {
    await phone.save('caught between');
    phone.clock.now += HOLD_MS;
    phone.answer(async (request) => {
      await noteEpoch(phone.outbox, AISHA, 'two');
      restoreAs('two');
      return storedAll(request);
    });
    await noteEpoch(phone.outbox, AISHA, 'one');
    await drain(phone.means, { urgent: true });
    await phone.save('the next');
    await send();
    // Whichever database the last word is from, it holds both.
    const last = new Set(
      phone.requests
        .slice(1)
        .flatMap(({ operations }) => operations.map(({ operationId }) => operationId)),
    );
    expect(last.size).toBe(2);
    expect((await readSender(phone.outbox, AISHA)).epoch).toBe('two');
  });
});
