// What a call leaves in the audit trail (X3). That every route leaves what it should is in who-may.test.ts.

import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AuditPage } from '../../../src/contract/desk-audit.ts';
import type { DeskPage, InvitationMade } from '../../../src/contract/desk.ts';
import { PROTOCOL } from '../../../src/contract/version.ts';
import { releaseWhatIsDue } from '../../../src/server/jobs/release.ts';
import { NOON, type Organisation, openInstallation } from '../../support/installation.ts';
import type { TestInstallation } from '../../support/installation.ts';
import { aMoment, operationOf } from '../../support/operations.ts';
import { freshProof, newProgrammeSecret, sayIt, someSaid } from '../../support/speaking.ts';

const CODE = '4096163842949672';

let here: TestInstallation;
let house: Organisation;
let isBroken: boolean;

beforeEach(async () => {
  isBroken = false;
  here = await openInstallation({
    atCommit: async () => {
      if (isBroken) throw new Error('the disk is gone');
    },
  });
  house = await here.organisation();
  return () => here.close();
});

const trail = async () => here.store.of(house.organisationId).auditFrom(0, 1000);
const push = (...words: string[]) =>
  here.call('/v1/push', {
    cookie: house.practitioner.cookie,
    body: {
      protocol: PROTOCOL,
      sender: house.practitioner.personId,
      pending: { count: words.length, since: null },
      operations: words.map((each) =>
        operationOf(aMoment({ words: each, programmeId: house.programmeId })),
      ),
    },
  });
const audit = (query = '', cookie = house.administrator.cookie) =>
  here.call<AuditPage>(`/v1/desk/audit${query}`, { cookie });

test('[X3] what was sent and read stands there: who, on which device, how much and when', async () => {
  here.clock.now += 1_234_567;
  const at = new Date(here.clock.now).toISOString();
  await push('one', 'two');
  await here.call('/v1/desk/moments', { cookie: house.manager.cookie });
  const { personId, sessionId } = house.practitioner;
  expect(await trail()).toMatchObject([
    { position: 1, at, action: 'moments_sent', personId, sessionId, about: null, count: 2 },
    {
      position: 2,
      // A list is read when something arrives: the minute would tell when (A4).
      at: NOON,
      action: 'inbox_read',
      personId: house.manager.personId,
      sessionId: house.manager.sessionId,
      about: null,
      count: 2,
    },
  ]);
});

test('[X3] what changed nothing and returned no words leaves nothing', async () => {
  await push();
  await here.call('/v1/desk/moments', { cookie: house.manager.cookie });
  await here.call('/v1/me', { cookie: house.manager.cookie });
  await here.call('/v1/desk/moments', { cookie: house.practitioner.cookie });
  await here.call('/v1/desk/moments');
  const { cookie } = house.administrator;
  await here.call('/v1/desk/programmes', { cookie, body: { name: 'Drop-in of Riverside' } });
  await here.call('/v1/desk/programmes', { cookie, body: { name: '' } });
  expect(await trail()).toEqual([]);
});

test('[X3] whoever signs in stands there, and whom they invited before', async () => {
  const { body } = await here.call<InvitationMade>('/v1/desk/invitations', {
    cookie: house.administrator.cookie,
    body: { name: 'Paula', role: 'practitioner' },
  });
  await here.call('/v1/sign-in/accept', { body: { token: new URL(body.link).hash.slice(1) } });
  const [invited, signedIn, ...more] = await trail();
  expect(more).toEqual([]);
  expect(invited).toMatchObject({
    action: 'person_invited',
    personId: house.administrator.personId,
  });
  expect(signedIn).toMatchObject({ action: 'signed_in', personId: invited!.about });
  expect(
    (await here.rows('select name from person where person_id = ?', invited!.about!))[0],
  ).toEqual({ name: 'Paula' });
});

test('[X3] [A3] nobody who speaks, or opens a receipt code, leaves anything there', async () => {
  const secret = newProgrammeSecret();
  await here.store.write(house.organisationId, (transaction) =>
    transaction.setSecret(house.programmeId, secret),
  );
  const said = someSaid({ programmeId: house.programmeId, receiptCode: CODE });
  expect((await sayIt(here.call, secret, said)).status).toBe(200);
  here.clock.now += 24 * 3600 * 1000;
  await releaseWhatIsDue({ store: here.store, now: () => new Date(here.clock.now) });
  for (const [path, more] of [
    ['', {}],
    ['/write-back', { words: 'Thank you' }],
    ['/changed', { changed: 'yes' }],
    ['/audience', { audience: 'team' }],
    ['/withdraw', {}],
  ] as const) {
    const { status } = await here.call(`/v1/receipt${path}`, {
      body: { code: CODE, proof: await freshProof(here.call), ...more },
    });
    expect(status).toBe(200);
  }
  expect(await here.store.of(house.organisationId).inbox({}, null, 1)).toEqual([]);
  expect(await trail()).toEqual([]);
});

test('[X3] words go out only when their row is on disk', async () => {
  await push('words');
  isBroken = true;
  const { status, body } = await here.call<DeskPage>('/v1/desk/moments', {
    cookie: house.manager.cookie,
  });
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('words');
  isBroken = false;
  expect((await trail()).map(({ action }) => action)).toEqual(['moments_sent']);
});

test('[X3] what is changed and its row are on disk together, or neither is', async () => {
  isBroken = true;
  expect((await push('words')).status).toBe(500);
  isBroken = false;
  expect(await trail()).toEqual([]);
  expect(await here.rows('select * from operation')).toEqual([]);
});

describe('shown', () => {
  beforeEach(async () => {
    await push('one');
    await push('two');
    await here.call('/v1/desk/moments', { cookie: house.manager.cookie });
  });

  test('[X3] newest first, page by page, with names and the end to note elsewhere', async () => {
    const first = await audit('?limit=2');
    const { rows, head, next } = first.body;
    expect(rows.map(({ action, byName }) => [action, byName])).toEqual([
      ['inbox_read', 'Mona of Riverside'],
      ['moments_sent', 'Pat of Riverside'],
    ]);
    expect(head).toEqual({ position: 3, hash: rows[0]!.hash });
    const second = await audit(`?limit=2&after=${next}`);
    expect(second.body.rows.map(({ position }) => position)).toEqual([1]);
    expect(second.body.next).toBeNull();
  });

  test('[X3] of one person, and of one thing', async () => {
    const { body } = await audit(`?person=${house.practitioner.personId}`);
    expect(body.rows.map(({ position }) => position)).toEqual([2, 1]);
    const about = await audit(`?about=${house.programmeId}`);
    expect(about.body.rows).toEqual([]);
    expect((await audit('?person=somebody')).status).toBe(400);
    expect((await audit('?after=nowhere')).status).toBe(400);
  });

  test('[X3] and taken out as a spreadsheet that runs nothing, which is a row itself', async () => {
    await here.rows("update person set name = '=cmd' where name = 'Pat of Riverside'");
    const response = await here.get('/v1/desk/audit/export', {
      Cookie: house.administrator.cookie,
    });
    const lines = parse(await response.text(), { columns: true, bom: true }) as object[];
    expect(lines).toMatchObject([
      { position: '3', action: 'inbox_read', person: 'Mona of Riverside', count: '2' },
      { position: '2', action: 'moments_sent', person: "'=cmd" },
      { position: '1', action: 'moments_sent', person: "'=cmd" },
    ]);
    expect((await trail()).at(-1)).toMatchObject({
      action: 'audit_exported',
      personId: house.administrator.personId,
      count: 3,
    });
  });
});
