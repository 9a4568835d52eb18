import { beforeEach, expect, test } from 'vitest';
import { draftIdOf, keepDraft, readDraft } from '../../../src/device/drafts.ts';
import { drain } from '../../../src/device/drain.ts';
import { forgetLongSent } from '../../../src/device/forget.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import { HOLD_MS, changeMoment, digestOf, withdrawMoment } from '../../../src/device/outbox.ts';
import { keepAsSent, saveAsNew, withdrawAgain } from '../../../src/device/repair.ts';
import { aMoment } from '../../support/operations.ts';
import {
  AISHA,
  DROP_IN,
  type TestPhone,
  aPhone,
  everythingIn,
  receiptFor,
  storedAll,
} from '../../support/phone.ts';

let phone: TestPhone;
beforeEach(() => {
  phone = aPhone();
});

const means = () => ({ now: phone.clock.now, newId: () => crypto.randomUUID() });
const shown = () => listMoments(phone.outbox, AISHA, phone.clock.now);
const send = async () => {
  phone.clock.now += HOLD_MS;
  await drain(phone.means, { urgent: true });
};
/** The endpoint refuses what holds these words, and stores the rest. */
const refuse = (words: string, code = 'digest_wrong') =>
  phone.answer((request) => ({
    kind: 'answered',
    epoch: 'one',
    results: request.operations.map((operation) =>
      operation.body.includes(words)
        ? { ...receiptFor(operation), status: 'rejected', code }
        : receiptFor(operation),
    ),
  }));
const refused = async (): Promise<string> => {
  refuse('refused');
  const momentId = await phone.save('refused');
  await send();
  return momentId;
};
const asNew = (momentId: string, words: string) =>
  saveAsNew(
    phone.outbox,
    {
      momentId,
      personId: AISHA,
      body: aMoment({ words, audience: 'board' }),
      draftId: draftIdOf(AISHA, momentId),
    },
    means(),
  );

test('[O6] a refused moment sent as a new one has an id of its own and leaves nothing of the old', async () => {
  const momentId = await refused();
  await keepDraft(phone.outbox, draftIdOf(AISHA, momentId), 'mended', phone.clock.now);
  const made = await asNew(momentId, 'mended');
  expect(made.momentId).not.toBe(momentId);
  expect(await shown()).toMatchObject([
    { momentId: made.momentId, state: 'waiting', body: { words: 'mended', audience: 'board' } },
  ]);
  expect(JSON.stringify(await everythingIn(phone.outbox))).not.toContain(momentId);
  await send();
  expect(phone.requests.at(-1)?.operations).toMatchObject([
    { momentId: made.momentId, kind: 'create', revision: 1 },
  ]);
});

test('[O6] [O3] where it cannot be kept as new, the refused one and its draft are as they were', async () => {
  const momentId = await refused();
  await keepDraft(phone.outbox, draftIdOf(AISHA, momentId), 'mended', phone.clock.now);
  const before = await everythingIn(phone.outbox);
  const write = phone.outbox.write.bind(phone.outbox);
  phone.outbox.write = (stores, work) =>
    write(stores, async (tx) => {
      await work(tx);
      throw new DOMException('full', 'QuotaExceededError');
    });
  await expect(asNew(momentId, 'mended')).rejects.toMatchObject({ trouble: 'full' });
  expect(await everythingIn(phone.outbox)).toEqual(before);
});

test('[O6] of a moment that was sent before only the refused change becomes a new one', async () => {
  const momentId = await phone.save('as it was sent');
  await send();
  refuse('refused');
  await changeMoment(phone.outbox, { momentId, body: aMoment({ words: 'refused' }) }, means());
  await send();
  expect(await shown()).toMatchObject([{ state: 'needs attention', mayBeRead: true }]);
  await asNew(momentId, 'mended');
  expect((await shown()).map(({ body, state }) => [body?.words, state])).toEqual([
    ['mended', 'waiting'],
    ['as it was sent', 'sent'],
  ]);
});

test('[O6] a refused change can be given up: the moment stands as it was sent', async () => {
  const momentId = await phone.save('as it was sent');
  await send();
  refuse('refused');
  await changeMoment(phone.outbox, { momentId, body: aMoment({ words: 'refused' }) }, means());
  await send();
  const draftId = draftIdOf(AISHA, momentId);
  await keepDraft(phone.outbox, draftId, 'half a repair', phone.clock.now);
  await keepAsSent(phone.outbox, { momentId, draftId });
  expect(await shown()).toMatchObject([{ state: 'sent', body: { words: 'as it was sent' } }]);
  expect(await readDraft(phone.outbox, draftId)).toBe('');
});

test('[O6] a refused moment can be moved to another programme, and goes', async () => {
  const momentId = await refused();
  const other = '44444444-4444-4444-8444-444444444444';
  const body = aMoment({ words: 'at the right place', programmeId: other });
  await changeMoment(phone.outbox, { momentId, body }, means());
  await send();
  const last = phone.requests.at(-1)?.operations[0];
  expect(JSON.parse(last?.body ?? '')).toMatchObject({ programmeId: other });
  expect(await shown()).toMatchObject([{ momentId, state: 'sent' }]);
});

test('[O6] a withdrawal that was refused is shown, and can be sent again as a new operation', async () => {
  const momentId = await phone.save('taken back');
  await send();
  refuse('withdrawnAt');
  await withdrawMoment(phone.outbox, { momentId, programmeId: DROP_IN }, means());
  await send();
  expect(await shown()).toMatchObject([{ body: null, state: 'needs attention' }]);
  const [first] = phone.requests.at(-1)!.operations;
  phone.answer(storedAll);
  await withdrawAgain(phone.outbox, momentId, means());
  // A second tap, or another tab, makes no second one.
  await withdrawAgain(phone.outbox, momentId, means());
  await send();
  const [again, ...more] = phone.requests.at(-1)!.operations;
  expect(more).toEqual([]);
  expect(again).toMatchObject({ momentId, kind: 'withdraw', revision: 2, body: first!.body });
  expect(again!.operationId).not.toBe(first!.operationId);
  expect(again!.digest).toBe(await digestOf(first!.body));
  expect(await shown()).toEqual([]);
});

test('[O6] repairing one holds up no other', async () => {
  const momentId = await refused();
  await phone.save('another');
  await send();
  expect((await shown()).map(({ state }) => state)).toEqual(['sent', 'needs attention']);
  await asNew(momentId, 'mended');
  await phone.save('a third');
  await send();
  expect(new Set((await shown()).map(({ state }) => state))).toEqual(new Set(['sent']));
});

test('[O4] [O6] a change is refused, a month passes, and it is taken back: what was sent is withdrawn', async () => {
  const momentId = await phone.save('as it was sent');
  await send();
  refuse('as it is now');
  await changeMoment(phone.outbox, { momentId, body: aMoment({ words: 'as it is now' }) }, means());
  await send();
  await forgetLongSent(phone.outbox, phone.clock.now + 31 * 86_400_000);
  phone.answer(storedAll);
  await withdrawMoment(phone.outbox, { momentId, programmeId: DROP_IN }, means());
  await send();
  const operations = phone.requests.flatMap((request) => request.operations);
  expect(operations.at(-1)).toMatchObject({ momentId, kind: 'withdraw', revision: 2 });
});
