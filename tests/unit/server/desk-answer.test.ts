// What a manager answers to a moment, and what they do for whoever said it: from the desk to the receipt code.

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AnswerGiven, DeskThread } from '../../../src/contract/desk-answer.ts';
import type { DeskMoment, DeskPage } from '../../../src/contract/desk.ts';
import type { ReceiptAnswer } from '../../../src/contract/say.ts';
import { accept } from '../../../src/server/accept.ts';
import {
  type Organisation,
  type TestInstallation,
  openInstallation,
} from '../../support/installation.ts';
import { aMoment, amendmentOf, operationOf } from '../../support/operations.ts';
import { freshProof } from '../../support/speaking.ts';
import { CODE, openVoice, speak } from '../../support/spoken.ts';

const MINUTE_MS = 60_000;
const WORDS = 'They laughed when I asked.';

let here: TestInstallation;
let house: Organisation;
let moment: DeskMoment;

beforeEach(async () => {
  here = await openInstallation();
  house = await here.organisation();
  const secret = await openVoice(here, house);
  moment = await speak(here, house, secret, { words: WORDS, receiptCode: CODE });
  return () => here.close();
});

const desk = <Body = { code?: string; field?: string }>(path: string, body?: object) =>
  here.call<Body>(`/v1/desk/moments/${path}`, {
    cookie: house.manager.cookie,
    ...(body === undefined ? {} : { body }),
  });
const answer = (more: Partial<AnswerGiven> = {}) =>
  desk(`${moment.momentId}/answers`, {
    entryId: randomUUID(),
    words: 'We spoke with them. Thank you.',
    isQuestion: false,
    ...more,
  });
const thread = async (): Promise<DeskThread> =>
  (await desk<DeskThread>(`${moment.momentId}/thread`)).body;
const onDesk = async (): Promise<DeskMoment | undefined> => {
  const { body } = await here.call<DeskPage>('/v1/desk/moments', { cookie: house.manager.cookie });
  return body.moments[0];
};
const atReceipt = async (path = '', more: object = {}) =>
  here.call<ReceiptAnswer>(`/v1/receipt${path}`, {
    body: { code: CODE, proof: await freshProof(here.call), ...more },
  });
const seenByThem = async () => (await atReceipt()).body.answers;

describe('an answer', () => {
  test('[A6] is what the code shows, word for word, and the desk says who wrote it', async () => {
    const words = '  We spoke with them.\n\nThank you — <b>really</b>. 👏🏾';
    expect(moment).toMatchObject({ hasCode: true, lastWrote: null });
    expect((await answer({ words })).status).toBe(200);
    expect(await seenByThem()).toEqual([{ words, isQuestion: false, day: '2026-11-24' }]);
    expect((await thread()).entries).toMatchObject([
      { from: 'manager', words, byName: 'Mona of Riverside', takenBackAt: null },
    ]);
    expect(await onDesk()).toMatchObject({ lastWrote: 'manager' });
  });

  test('sent again because the answer was lost, it stands once', async () => {
    const entryId = randomUUID();
    await answer({ entryId, isQuestion: true });
    expect((await answer({ entryId, isQuestion: true })).status).toBe(200);
    expect((await thread()).entries).toHaveLength(1);
  });

  test('is taken back within half an hour: they see it no more, and managers see that it was', async () => {
    const entryId = randomUUID();
    await answer({ entryId });
    here.clock.now += 30 * MINUTE_MS - 1;
    expect((await thread()).entries[0]?.takeBackMs).toBe(1);
    expect((await desk(`${moment.momentId}/answers/${entryId}/take-back`, {})).status).toBe(200);
    expect(await seenByThem()).toEqual([]);
    const at = new Date(here.clock.now).toISOString();
    expect((await thread()).entries).toMatchObject([{ takenBackAt: at, takeBackMs: null }]);
    expect(await onDesk()).toMatchObject({ lastWrote: null });
    // A second tap changes nothing.
    here.clock.now += MINUTE_MS;
    expect((await desk(`${moment.momentId}/answers/${entryId}/take-back`, {})).status).toBe(200);
    expect((await thread()).entries).toMatchObject([{ takenBackAt: at }]);
  });

  test('stands for good after half an hour', async () => {
    const entryId = randomUUID();
    await answer({ entryId });
    here.clock.now += 30 * MINUTE_MS;
    expect((await thread()).entries[0]?.takeBackMs).toBeNull();
    const { status, body } = await desk(`${moment.momentId}/answers/${entryId}/take-back`, {});
    expect([status, body.code]).toEqual([409, 'too_late']);
    expect(await seenByThem()).toHaveLength(1);
  });

  test('one question stands at a time; one that was taken back makes room', async () => {
    const entryId = randomUUID();
    await answer({ entryId, isQuestion: true });
    expect((await thread()).isAsked).toBe(true);
    const second = await answer({ isQuestion: true });
    expect([second.status, second.body.code]).toEqual([409, 'asked_already']);
    await desk(`${moment.momentId}/answers/${entryId}/take-back`, {});
    expect((await answer({ isQuestion: true })).status).toBe(200);
  });

  test('what they write back is in the thread by its date alone, and cannot be taken back', async () => {
    await answer({ words: 'Which day?', isQuestion: true });
    await atReceipt('/write-back', { words: 'On a Tuesday.' });
    await atReceipt('/changed', { changed: 'partly' });
    const { entries } = await thread();
    expect(entries.slice(1)).toMatchObject([
      { from: 'speaker', words: 'On a Tuesday.', byName: null, changed: null },
      { from: 'speaker', words: '', changed: 'partly' },
    ]);
    expect(entries[1]?.writtenAt).toBe('2026-11-24T00:00:00.000Z');
    expect(await onDesk()).toMatchObject({ lastWrote: 'speaker' });
    const path = `${moment.momentId}/answers/${entries[1]!.entryId}/take-back`;
    expect((await desk(path, {})).status).toBe(404);
  });

  test.each([
    ['no words', { words: ' \n' }],
    ['too many', { words: 'x'.repeat(2001) }],
    ['too many units of fewer characters', { words: '👏'.repeat(1001) }],
    ['half a character', { words: 'a\uD800' }],
    ['NUL', { words: 'a\0' }],
    ['an id that is none', { entryId: 'x' }],
    ['something more', { mood: 'fine' }],
  ])('that is none is refused: %s', async (_why, more) => {
    expect((await answer(more as Partial<AnswerGiven>)).status).toBe(400);
    expect((await thread()).entries).toEqual([]);
  });

  test('of what is not there any more is refused', async () => {
    await desk(`${moment.momentId}/erase`, {});
    expect((await answer()).status).toBe(404);
    expect((await desk(`${moment.momentId}/thread`)).status).toBe(404);
  });
});

describe('whoever spoke changed their mind', () => {
  test('[A8] a narrower audience counts at once; a wider one is refused', async () => {
    const audience = (to: string) => desk(`${moment.momentId}/audience`, { audience: to });
    const wider = await audience('public');
    expect([wider.status, wider.body.field]).toEqual([400, 'audience']);
    expect((await audience('team')).status).toBe(200);
    expect(await onDesk()).toMatchObject({ audience: 'team' });
    expect((await audience('board')).status).toBe(400);
    expect(await onDesk()).toMatchObject({ audience: 'team' });
  });

  test('[A8] what a practitioner kept stays as narrow as it was made, whatever their phone sends later', async () => {
    const by = { ...house.practitioner, channel: 'practitioner' };
    const kept = operationOf(aMoment({ programmeId: house.programmeId, audience: 'public' }));
    const at = new Date(here.clock.now).toISOString();
    await accept(here.store, by, [kept], at);
    await desk(`${kept.momentId}/audience`, { audience: 'team' });
    const body = aMoment({ programmeId: house.programmeId, audience: 'public', words: 'Again.' });
    await accept(here.store, by, [amendmentOf(kept.momentId, 2, body)], at);
    expect(await onDesk()).toMatchObject({ words: 'Again.', audience: 'team' });
  });

  test('[X2] erased at the desk, words and answers are nowhere, and the code opens nothing', async () => {
    await answer({ words: 'You said that they laughed.' });
    await atReceipt('/write-back', { words: 'Twice they did.' });
    expect((await desk(`${moment.momentId}/erase`, {})).status).toBe(200);
    expect(await onDesk()).toBeUndefined();
    expect((await desk(moment.momentId)).status).toBe(404);
    expect(await seenByThem()).toEqual([]);
    for (const words of [WORDS, 'that they laughed', 'Twice they did']) {
      expect(await here.holds(words)).toBe(false);
    }
    expect((await desk(`${moment.momentId}/erase`, {})).status).toBe(404);
  });
});
