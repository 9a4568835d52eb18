import { beforeEach, describe, expect, test } from 'vitest';
import { drain } from '../../../src/device/drain.ts';
import {
  HOLD_MS,
  type Minted,
  changeMoment,
  keepMoment,
  mintMoment,
  withdrawMoment,
} from '../../../src/device/outbox.ts';
import { sendDirectly } from '../../../src/device/send-directly.ts';
import { aMoment } from '../../support/operations.ts';
import { AISHA, DROP_IN, type TestPhone, aPhone, storedAll } from '../../support/phone.ts';

let phone: TestPhone;
let minted: Minted;
const means = () => ({ now: phone.clock.now, newId: () => crypto.randomUUID() });
const body = aMoment({ words: 'the lift', audience: 'team' });
const keep = async (): Promise<void> => {
  await keepMoment(phone.outbox, minted, `${AISHA}/new`, phone.clock.now);
  // What follows stands behind it in the queue.
  phone.clock.now += 1;
};
const takeBack = () => {
  const { momentId } = minted.moment;
  return withdrawMoment(phone.outbox, { momentId, programmeId: DROP_IN }, means());
};
const send = async (): Promise<void> => {
  phone.clock.now += HOLD_MS;
  await drain(phone.means, { urgent: true });
};
/** It arrives, and nobody hears of it. */
const sendDirectlyInVain = async (): Promise<void> => {
  phone.answer(() => ({ kind: 'unknown', retryAfterMs: 0 }));
  expect(await sendDirectly(phone.means.push, phone.outbox, minted)).toEqual({ kind: 'no answer' });
  phone.answer(storedAll);
};
const sent = () =>
  phone.requests.flatMap(({ operations }) =>
    operations.map(({ kind, revision }) => `${kind} ${revision}`),
  );

beforeEach(async () => {
  phone = aPhone();
  minted = await mintMoment({ personId: AISHA, body }, means());
});

describe('a moment that may be on the server when it is kept', () => {
  test('[O4] sent directly without an answer, kept after all and taken back: the withdrawal is sent', async () => {
    await sendDirectlyInVain();
    await keep();
    await takeBack();
    await send();
    expect(sent()).toEqual(['create 1', 'create 1', 'withdraw 2']);
  });

  test('[O1] sent directly without an answer, kept after all and changed: the change is an operation of its own', async () => {
    await sendDirectlyInVain();
    await keep();
    const { momentId } = minted.moment;
    await changeMoment(phone.outbox, { momentId, body: { ...body, audience: 'board' } }, means());
    await send();
    expect(sent()).toEqual(['create 1', 'create 1', 'amend 2']);
    const ids = phone.requests.flatMap(({ operations }) =>
      operations.map(({ operationId }) => operationId),
    );
    expect(ids[0]).toBe(ids[1]);
  });

  test('[S5] kept without a word, sent, and kept again: it stays sent, and a withdrawal follows it', async () => {
    await keep();
    await send();
    await keep();
    await takeBack();
    await send();
    expect(sent()).toEqual(['create 1', 'withdraw 2']);
  });
});
