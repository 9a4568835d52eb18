// What managers do about moments together: notes, whose it is, what became of it, and one answer for several.

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type {
  DeskHandling,
  SimilarMoment,
  TogetherDone,
} from '../../../src/contract/desk-inbox.ts';
import type { DeskThread } from '../../../src/contract/desk-answer.ts';
import type { DeskPage } from '../../../src/contract/desk.ts';
import type { MomentBody } from '../../../src/contract/moment.ts';
import { accept } from '../../../src/server/accept.ts';
import {
  type Device,
  type Organisation,
  type TestInstallation,
  openInstallation,
} from '../../support/installation.ts';
import { aMoment, operationOf } from '../../support/operations.ts';

let here: TestInstallation;
let house: Organisation;

beforeEach(async () => {
  here = await openInstallation();
  house = await here.organisation();
  return () => here.close();
});

const keep = async (said: Partial<MomentBody> = {}): Promise<string> => {
  const operation = operationOf(aMoment({ programmeId: house.programmeId, ...said }));
  const sender = { ...house.practitioner, channel: 'practitioner' };
  await accept(here.store, sender, [operation], new Date(here.clock.now).toISOString());
  return operation.momentId;
};
const ask = <Body = { code?: string; field?: string }>(
  path: string,
  body?: object,
  by: Device = house.manager,
) => here.call<Body>(`/v1/desk/${path}`, { cookie: by.cookie, ...(body && { body }) });
const handling = async (momentId: string): Promise<DeskHandling> =>
  (await ask<DeskHandling>(`moments/${momentId}/handling`)).body;
const thread = async (momentId: string): Promise<DeskThread['entries']> =>
  (await ask<DeskThread>(`moments/${momentId}/thread`)).body.entries;
const inbox = async (query = ''): Promise<DeskPage> =>
  (await ask<DeskPage>(`moments${query}`)).body;

describe('notes', () => {
  test('stand with the moment for managers alone, with who wrote them; sent again, once', async () => {
    const momentId = await keep();
    const note = { noteId: randomUUID(), words: 'Ask the caretaker.\n<b>Soon</b>' };
    await ask(`moments/${momentId}/notes`, note);
    expect((await ask(`moments/${momentId}/notes`, note)).status).toBe(200);
    expect((await handling(momentId)).notes).toMatchObject([
      { words: note.words, byName: 'Mona of Riverside' },
    ]);
    const pulled = await here.call<object>('/v1/pull', { cookie: house.practitioner.cookie });
    expect(JSON.stringify(pulled.body)).not.toContain('caretaker');
  });

  test('none on what is not there, and none that is empty', async () => {
    const note = { noteId: randomUUID(), words: 'x' };
    expect((await ask(`moments/${randomUUID()}/notes`, note)).status).toBe(404);
    const empty = await ask(`moments/${await keep()}/notes`, { ...note, words: ' \n' });
    expect([empty.status, empty.body.field]).toEqual([400, 'words']);
  });
});

describe('whose it is', () => {
  test('several become a manager’s, and are found as theirs; then nobody’s again', async () => {
    const momentIds = [await keep({ words: 'one' }), await keep({ words: 'two' })];
    await keep({ words: 'three' });
    const { personId } = house.manager;
    const { body } = await ask<TogetherDone>('assignments', { momentIds, personId });
    expect(body.results).toEqual(momentIds.map((momentId) => ({ momentId, done: 'done' })));
    const theirs = await inbox(`?assigned=${personId}`);
    expect(theirs.moments).toMatchObject([
      { words: 'two', assignedTo: { personId, name: 'Mona of Riverside' } },
      { words: 'one' },
    ]);
    await ask('assignments', { momentIds: [momentIds[0]], personId: null });
    expect((await inbox(`?assigned=${personId}`)).moments).toMatchObject([{ words: 'two' }]);
  });

  test('only of somebody who manages here', async () => {
    const momentIds = [await keep()];
    const hillside = await here.organisation('Hillside');
    for (const { personId } of [house.practitioner, hillside.manager]) {
      const { status, body } = await ask('assignments', { momentIds, personId });
      expect([status, body.field]).toEqual([400, 'personId']);
    }
    expect((await inbox()).moments).toMatchObject([{ assignedTo: null }]);
  });

  test('[X1] of another organisation nothing is assigned or answered, and nothing is told', async () => {
    const momentId = await keep();
    const hillside = await here.organisation('Hillside');
    const words = { entryId: randomUUID(), words: 'Thank you.' };
    for (const [path, more] of [
      ['assignments', { personId: hillside.manager.personId }],
      ['answers', words],
    ] as const) {
      const body = { momentIds: [momentId], ...more };
      const { body: answer } = await ask<TogetherDone>(path, body, hillside.manager);
      expect(answer.results).toEqual([{ momentId, done: 'gone' }]);
    }
    expect((await inbox()).moments).toMatchObject([{ assignedTo: null, lastWrote: null }]);
  });
});

describe('several answered together', () => {
  test('each gets the answer once, and is seen by that', async () => {
    const momentIds = [await keep(), await keep({ kind: 'improve' })];
    const body = { momentIds, entryId: randomUUID(), words: 'We bought cushions.' };
    await ask('answers', body);
    const again = await ask<TogetherDone>('answers', body);
    expect(again.body.results.map(({ done }) => done)).toEqual(['done', 'done']);
    for (const momentId of momentIds) {
      expect(await thread(momentId)).toMatchObject([{ words: body.words, from: 'manager' }]);
    }
    expect((await inbox()).counts).toMatchObject({ new: 0, 'to-answer': 1, answered: 1 });
  });

  test('what somebody answered already and what is gone is left alone, and said', async () => {
    const [first, second] = [await keep(), await keep()];
    await ask(`moments/${first}/answers`, {
      entryId: randomUUID(),
      words: 'Mine.',
      isQuestion: false,
    });
    const gone = randomUUID();
    const { body } = await ask<TogetherDone>('answers', {
      momentIds: [first, gone, second],
      entryId: randomUUID(),
      words: 'Ours.',
    });
    expect(body.results.map(({ done }) => done)).toEqual(['was-answered', 'gone', 'done']);
    expect(await thread(first)).toMatchObject([{ words: 'Mine.' }]);
  });

  test('no more than a hundred at once', async () => {
    const momentIds = Array.from({ length: 101 }, () => randomUUID());
    const { status, body } = await ask('assignments', { momentIds, personId: null });
    expect([status, body.field]).toEqual([400, 'momentIds']);
  });
});

describe('two managers at once', () => {
  const answer = (momentId: string, words: string, after: string | null, by: Device) => {
    const entryId = randomUUID();
    return ask(`moments/${momentId}/answers`, { entryId, words, isQuestion: false, after }, by);
  };

  test('the second sees the first’s answer before anything is sent', async () => {
    const momentId = await keep();
    expect((await answer(momentId, 'First.', null, house.manager)).status).toBe(200);
    const second = await answer(momentId, 'Second.', null, house.administrator);
    expect([second.status, second.body.code]).toEqual([409, 'written_meanwhile']);
    const [first] = await thread(momentId);
    expect(await thread(momentId)).toMatchObject([{ words: 'First.' }]);
    const after = first!.entryId;
    expect((await answer(momentId, 'Second.', after, house.administrator)).status).toBe(200);
    expect(await thread(momentId)).toHaveLength(2);
  });

  test('of two that are sent at the very same time, one is refused', async () => {
    const momentId = await keep();
    const both = await Promise.all([
      answer(momentId, 'One.', null, house.manager),
      answer(momentId, 'Other.', null, house.administrator),
    ]);
    expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]));
    expect(await thread(momentId)).toHaveLength(1);
  });
});

describe('similar moments', () => {
  const similar = async (momentId: string): Promise<SimilarMoment[]> =>
    (await ask<{ moments: SimilarMoment[] }>(`moments/${momentId}/similar`)).body.moments;

  test('those that say much the same and wait for an answer, most alike first', async () => {
    const others = [
      'The soup was lovely today.',
      'My bus is always late.',
      'Thank you all so much.',
    ];
    for (const words of others) await keep({ words });
    const answered = await keep({ words: 'This form asks the same question again and again.' });
    await ask(`moments/${answered}/answers`, {
      entryId: randomUUID(),
      words: 'Thank you.',
      isQuestion: false,
    });
    await keep({ words: 'The form for the bus pass.', kind: 'improve' });
    const near = await keep({ words: 'The form asks the same questions twice.', kind: 'improve' });
    const momentId = await keep({
      words: 'The form asks the same question three times.',
      kind: 'improve',
    });
    const found = await similar(momentId);
    expect(found[0]).toMatchObject({ momentId: near, kind: 'improve' });
    expect(found.map(({ words }) => words)).not.toContain('The soup was lovely today.');
    expect(found.map((each) => each.momentId)).not.toContain(momentId);
    // A good moment that has its answer is done.
    expect(found.map((each) => each.momentId)).not.toContain(answered);
  });

  test('[A7] where someone may be at risk, nobody is answered together with others', async () => {
    const words = 'He shouts at me in the kitchen every evening.';
    const flagged = await keep({ words, kind: 'improve' });
    await here.store.write(house.organisationId, (transaction) =>
      transaction.flag({
        momentId: flagged,
        programmeId: house.programmeId,
        arrivedAt: '2026-11-23T12:00:00.000Z',
      }),
    );
    expect(await similar(await keep({ words, kind: 'improve' }))).toEqual([]);
  });
});

test('what became of a moment, with who did it, oldest first', async () => {
  const momentId = await keep();
  const minute = (): void => void (here.clock.now += 60_000);
  minute();
  await ask(`moments/${momentId}/seen`, {});
  minute();
  const { personId } = house.manager;
  await ask('assignments', { momentIds: [momentId], personId }, house.administrator);
  minute();
  await ask(`moments/${momentId}/notes`, { noteId: randomUUID(), words: 'Ask first.' });
  minute();
  const entryId = randomUUID();
  await ask(`moments/${momentId}/answers`, { entryId, words: 'Thanks.', isQuestion: false });
  minute();
  await ask(`moments/${momentId}/answers/${entryId}/take-back`, {});
  const { history, managers } = await handling(momentId);
  expect(history.map(({ what, byName, toName }) => [what, byName, toName])).toEqual([
    ['arrived', 'Pat of Riverside', null],
    ['seen', 'Mona of Riverside', null],
    ['assigned', 'Ada of Riverside', 'Mona of Riverside'],
    ['noted', 'Mona of Riverside', null],
    ['answered', 'Mona of Riverside', null],
    ['taken-back', null, null],
  ]);
  expect(managers.map(({ name }) => name)).toEqual(['Ada of Riverside', 'Mona of Riverside']);
});
