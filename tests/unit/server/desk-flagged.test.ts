// [A7] What was flagged for safety, as the lead and the other managers have it on the desk.

import { beforeEach, describe, expect, test } from 'vitest';
import type { DeskFlaggedList } from '../../../src/contract/desk-flagged.ts';
import type { DeskPage } from '../../../src/contract/desk.ts';
import {
  type Device,
  type Organisation,
  type TestInstallation,
  openInstallation,
} from '../../support/installation.ts';
import { openVoice, speak } from '../../support/spoken.ts';

const HOUR_MS = 3600 * 1000;

let here: TestInstallation;
let house: Organisation;
let secret: string;

beforeEach(async () => {
  here = await openInstallation();
  house = await here.organisation();
  secret = await openVoice(here, house);
  return () => here.close();
});

const listed = async (settled: 'yes' | 'no' = 'no', by: Device = house.manager) =>
  (
    await here.call<DeskFlaggedList>(`/v1/desk/flagged?settled=${settled}`, {
      cookie: by.cookie,
    })
  ).body.items;
const record = (momentId: string, outcome: string, by: Device = house.manager) =>
  here.call(`/v1/desk/flagged/${momentId}/outcome`, { cookie: by.cookie, body: { outcome } });
const atRisk = () => speak(here, house, secret, { mayBeAtRisk: true });
const openCount = async (): Promise<number> =>
  (await here.call<DeskPage>('/v1/desk/moments', { cookie: house.manager.cookie })).body.atRisk;

describe('what was flagged for safety', () => {
  test('[A7] is on the list at once, with its 24 hours, whose it is to look after, and counted in the inbox', async () => {
    here.clock.now += 40 * 60_000;
    const { momentId } = await atRisk();
    expect(await listed()).toMatchObject([
      {
        momentId,
        moment: { words: 'The chairs by the door are cold.', isFlagged: true },
        arrivedAt: '2026-11-23T12:00:00.000Z',
        dueAt: '2026-11-24T12:00:00.000Z',
        leadName: 'Mona of Riverside',
        isOwn: true,
        outcome: null,
      },
    ]);
    expect(await listed('no', house.administrator)).toMatchObject([{ isOwn: false }]);
    expect(await openCount()).toBe(1);
  });

  test('[A7] [A4] ends with an outcome that stays, by name; its hour is forgotten', async () => {
    const { momentId } = await atRisk();
    here.clock.now += 3 * HOUR_MS;
    expect((await record(momentId, 'Called their worker.')).status).toBe(200);
    expect((await record(momentId, 'Something else.', house.administrator)).status).toBe(404);
    expect(await listed()).toEqual([]);
    expect(await openCount()).toBe(0);
    expect(await listed('yes')).toMatchObject([
      {
        momentId,
        outcome: 'Called their worker.',
        outcomeAt: '2026-11-23T15:00:00.000Z',
        outcomeBy: 'Mona of Riverside',
        arrivedAt: '2026-11-23T00:00:00.000Z',
      },
    ]);
  });

  test('[A7] the most urgent stands first', async () => {
    const first = await atRisk();
    here.clock.now += 2 * HOUR_MS;
    const second = await atRisk();
    expect((await listed()).map(({ momentId }) => momentId)).toEqual([
      first.momentId,
      second.momentId,
    ]);
  });

  test('[A7] [X2] erased, its words are gone and what is to be done about it stays', async () => {
    const { momentId } = await atRisk();
    const path = `/v1/desk/moments/${momentId}/erase`;
    await here.call(path, { cookie: house.manager.cookie, body: {} });
    expect(await listed()).toMatchObject([{ momentId, moment: null, outcome: null }]);
    expect((await record(momentId, 'Called their worker.')).status).toBe(200);
  });

  test.each(['', '   ', 'x'.repeat(1001)])('[A7] no outcome is none: %j', async (outcome) => {
    const { momentId } = await atRisk();
    expect((await record(momentId, outcome)).status).toBe(400);
    expect(await listed()).toHaveLength(1);
  });

  test('a choice that is none is refused', async () => {
    const { status, body } = await here.call('/v1/desk/flagged?settled=perhaps', {
      cookie: house.manager.cookie,
    });
    expect([status, body.field]).toEqual([400, 'settled']);
  });
});
