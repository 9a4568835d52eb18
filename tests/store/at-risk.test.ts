// What a practitioner marks as "someone may be at risk", on each engine: on the lead's list from the same commit on.

import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { OPERATION_SCHEMA } from '../../src/contract/version.ts';
import type { Operation } from '../../src/contract/push.ts';
import { accept } from '../../src/server/accept.ts';
import {
  type Organisation,
  type TestInstallation,
  openInstallation,
} from '../support/installation.ts';
import { aMoment, amendmentOf, operationOf, withdrawalOf } from '../support/operations.ts';

const NOW = '2026-11-23T12:40:31.000Z';
const THAT_HOUR = '2026-11-23T12:00:00.000Z';
const LATER = '2026-11-23T15:10:00.000Z';
const schema = OPERATION_SCHEMA;

let here: TestInstallation;
let house: Organisation;
/** Makes the next commit fail. */
let isDiskGone: boolean;

beforeEach(async () => {
  isDiskGone = false;
  here = await openInstallation({
    atCommit: async () => {
      if (isDiskGone) throw new Error('the disk went away');
    },
  });
  house = await here.organisation();
  return () => here.close();
});

const send = (operations: Operation[], now = NOW) =>
  accept(here.store, { ...house.practitioner, channel: 'practitioner' }, operations, now);
const said = (more: Parameters<typeof aMoment>[0] = {}) =>
  aMoment({ programmeId: house.programmeId, ...more });
const marked = () => operationOf(said({ mayBeAtRisk: true }), { schema });
const reads = () => here.store.of(house.organisationId);
const record = (momentId: string) =>
  here.store.write(house.organisationId, (transaction) =>
    transaction.recordOutcome(momentId, {
      outcome: 'Called them.',
      personId: house.manager.personId,
      now: LATER,
    }),
  );

const flagOf = ({ momentId }: Operation) => ({
  momentId,
  programmeId: house.programmeId,
  keptBy: 'Pat of Riverside',
  arrivedAt: THAT_HOUR,
  outcome: null,
  outcomeAt: null,
  outcomeBy: null,
});

test('[A7] kept with the mark, it is on the list at once, with its hour and whoever kept it', async () => {
  const operation = marked();
  const plain = operationOf(said({ mayBeAtRisk: false }), { schema });
  await send([plain, operation]);
  expect(await reads().flagged(true)).toEqual([flagOf(operation)]);
  expect(await reads().moment(operation.momentId)).toMatchObject({ isFlagged: true });
  expect(await reads().moment(plain.momentId)).toMatchObject({ isFlagged: false });
});

test('[A7] [P4] the mark is committed with the words, or neither is', async () => {
  const operation = marked();
  isDiskGone = true;
  await expect(send([operation])).rejects.toThrow('the disk went away');
  isDiskGone = false;
  expect(await reads().flagged(true)).toEqual([]);
  await send([operation]);
  expect(await reads().flagged(true)).toEqual([flagOf(operation)]);
});

test('[A7] a change can mark it, and none can unmark it', async () => {
  const operation = operationOf(said(), { schema });
  const { momentId } = operation;
  await send([operation]);
  expect(await reads().flagged(true)).toEqual([]);
  await send([amendmentOf(momentId, 2, said({ mayBeAtRisk: true }), { schema })]);
  expect(await reads().flagged(true)).toEqual([flagOf(operation)]);
  await send([amendmentOf(momentId, 3, said({ mayBeAtRisk: false }), { schema })], LATER);
  await send([amendmentOf(momentId, 4, said())], LATER);
  expect(await reads().flagged(true)).toEqual([flagOf(operation)]);
});

test('[A7] an outcome ends it, and what is changed later does not begin it again', async () => {
  const operation = marked();
  await send([operation]);
  expect(await record(operation.momentId)).toBe(true);
  const words = 'They are well. Said again.';
  const again = amendmentOf(operation.momentId, 2, said({ words, mayBeAtRisk: true }), { schema });
  await send([again], LATER);
  expect(await reads().flagged(true)).toEqual([]);
  expect(await reads().flagged(false)).toMatchObject([{ outcome: 'Called them.' }]);
});

test('[A7] [X2] taken back, its words are gone and it waits for its outcome, with whoever kept it', async () => {
  const early = marked();
  const late = marked();
  const withdrawn = withdrawalOf(late.momentId, 2, house.programmeId);
  await send([early, withdrawn]);
  await send([withdrawalOf(early.momentId, 2, house.programmeId), late], NOW);
  expect(await reads().moment(early.momentId)).toBeNull();
  expect(await reads().moment(late.momentId)).toBeNull();
  const flags = await reads().flagged(true);
  expect(new Set(flags)).toEqual(new Set([flagOf(early), flagOf(late)]));
  expect(await record(late.momentId)).toBe(true);
});

test('[A7] [P9] of two changes of one revision, the mark of the one that does not stand counts too', async () => {
  const operation = operationOf(said(), { schema });
  const { momentId } = operation;
  const [stands, other] = [randomUUID(), randomUUID()].toSorted();
  await send([operation, amendmentOf(momentId, 2, said(), { operationId: stands!, schema })]);
  const body = said({ mayBeAtRisk: true });
  await send([amendmentOf(momentId, 2, body, { operationId: other!, schema })]);
  expect(await reads().flagged(true)).toEqual([flagOf(operation)]);
  expect(await reads().moment(momentId)).toMatchObject({ conflicted: true, isFlagged: true });
});

test('[A7] [P8] what is set aside is flagged once it is taken in', async () => {
  const body = { ...said({ mayBeAtRisk: true }), programmeId: randomUUID() };
  await send([operationOf(body, { schema })]);
  expect(await reads().flagged(true)).toEqual([]);
  const [aside] = await reads().setAside(false, null, 1);
  const path = `/v1/desk/set-aside/${aside!.item.asideId}/take-in`;
  const { programmeId } = house;
  await here.call(path, { cookie: house.manager.cookie, body: { programmeId } });
  expect(await reads().flagged(true)).toMatchObject([{ programmeId, outcome: null }]);
});
