// What a team kept in a table before, on each engine.

import { hash, randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { ImportAnswer, ImportedLine } from '../../src/contract/desk-import.ts';
import type { MomentBody } from '../../src/contract/moment.ts';
import { NOON, type Organisation, openInstallation } from '../support/installation.ts';
import type { TestInstallation } from '../support/installation.ts';
import { aMoment } from '../support/operations.ts';

let here: TestInstallation;
let house: Organisation;

beforeEach(async () => {
  here = await openInstallation();
  house = await here.organisation();
  return () => here.close();
});

const line = (words: string, more: Partial<MomentBody> = {}): ImportedLine => ({
  key: hash('sha256', words),
  momentId: null,
  body: aMoment({ words, programmeId: house.programmeId, ...more }),
});
const bring = async (lines: ImportedLine[], isTrial = false) => {
  const { body } = await here.call<ImportAnswer>('/v1/desk/imports', {
    cookie: house.manager.cookie,
    body: { isTrial, lines },
  });
  return body.results.map(({ status }) => status);
};
const inbox = async () =>
  (await here.store.of(house.organisationId).inbox({}, null, 50)).map(({ moment }) => moment);
const trail = () => here.store.of(house.organisationId).auditFrom(0, 50);

test('a trial says what would be taken in, and takes in nothing', async () => {
  const stranger = line('elsewhere', { programmeId: randomUUID() });
  expect(await bring([line('one'), stranger, line('one')], true)).toEqual([
    'new',
    'unknown_programme',
    'here',
  ]);
  expect(await inbox()).toEqual([]);
  expect(await trail()).toEqual([]);
});

test('[X3] each line is taken in once, as nobody’s, with one row for all of them', async () => {
  const lines = [line('one', { saidAt: '2025-03-04T10:00:00.000Z', group: 'Choir' }), line('two')];
  expect(await bring(lines)).toEqual(['new', 'new']);
  expect(await bring([...lines, line('three')])).toEqual(['here', 'here', 'new']);
  const moments = await inbox();
  expect(moments.map(({ words }) => words)).toEqual(['three', 'two', 'one']);
  expect(moments.at(-1)).toMatchObject({
    channel: 'imported',
    byName: null,
    group: 'Choir',
    saidAt: '2025-03-04T10:00:00.000Z',
    receivedAt: NOON,
    state: 'new',
  });
  expect(await trail()).toMatchObject([
    { action: 'moments_imported', count: 2, personId: house.manager.personId },
    { action: 'moments_imported', count: 3 },
  ]);
});

test('[X2] what was erased is not brought back by the same table, and its words are gone', async () => {
  await bring([line('said in confidence')]);
  const { momentId } = (await inbox())[0]!;
  await here.call(`/v1/desk/moments/${momentId}/erase`, { cookie: house.manager.cookie, body: {} });
  expect(await here.holds('said in confidence')).toBe(false);
  expect(await bring([line('said in confidence')])).toEqual(['here']);
  expect(await inbox()).toEqual([]);
});

test('what was taken out here is known again by its id; what breaks a rule is refused whole', async () => {
  await bring([line('one')]);
  const { momentId } = (await inbox())[0]!;
  expect(await bring([{ ...line('another key'), momentId }])).toEqual(['here']);
  const { status, body } = await here.call('/v1/desk/imports', {
    cookie: house.manager.cookie,
    body: { isTrial: false, lines: [line('fine'), line(' ')] },
  });
  expect([status, body.field]).toEqual([400, 'lines.1.body.words']);
  expect(await inbox()).toHaveLength(1);
});
