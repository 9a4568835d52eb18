import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeskPage } from '../../../src/contract/desk.ts';
import type { MomentKind } from '../../../src/contract/moment.ts';
import { accept } from '../../../src/server/accept.ts';
import {
  openInstallation,
  type Organisation,
  type TestInstallation,
} from '../../support/installation.ts';
import { aMoment, operationOf, withdrawalOf } from '../../support/operations.ts';

let here: TestInstallation;
let riverside: Organisation;

beforeEach(async () => {
  here = await openInstallation();
  riverside = await here.organisation();
});
afterEach(() => here.close());

const now = (): string => new Date(here.clock.now).toISOString();

const keep = async (said: Parameters<typeof aMoment>[0] = {}): Promise<string> => {
  const operation = operationOf(aMoment({ programmeId: riverside.programmeId, ...said }));
  const by = { ...riverside.practitioner, channel: 'practitioner' };
  expect(await accept(here.store, by, [operation], now())).toMatchObject([{ status: 'stored' }]);
  return operation.momentId;
};
const withdraw = (momentId: string) =>
  accept(
    here.store,
    { ...riverside.practitioner, channel: 'practitioner' },
    [withdrawalOf(momentId, 9, riverside.programmeId)],
    now(),
  );

const page = async (query = ''): Promise<DeskPage> =>
  (await here.call<DeskPage>(`/v1/desk/moments${query}`, { cookie: riverside.manager.cookie }))
    .body;
const asManager = (path: string, body?: object) =>
  here.call(path, { cookie: riverside.manager.cookie, ...(body === undefined ? {} : { body }) });

describe('the inbox', () => {
  test('newest first by arrival, page by page, none twice and none left out while more arrive', async () => {
    const words = Array.from({ length: 120 }, (_, index) => `said ${index}`);
    for (const each of words) await keep({ words: each });
    const first = await page();
    await keep({ words: 'said meanwhile' });
    const second = await page(`?after=${first.next}`);
    const third = await page(`?after=${second.next}`);
    const read = [first, second, third].flatMap(({ moments }) => moments.map((m) => m.words));
    expect(read).toEqual(words.toReversed());
    expect([first.moments.length, second.moments.length, third.next]).toEqual([50, 50, null]);
  });

  test('by programme and by kind, with how many are new under the same filter', async () => {
    await here.call('/v1/desk/programmes', {
      cookie: riverside.administrator.cookie,
      body: { name: 'Kitchen' },
    });
    const kitchen = (await here.store.of(riverside.organisationId).programmes()).find(
      ({ name }) => name === 'Kitchen',
    )!.programmeId;
    const kinds: MomentKind[] = ['celebrate', 'improve', 'idea'];
    for (const kind of kinds) {
      await keep({ words: `${kind} here`, kind });
      await keep({ words: `${kind} in the kitchen`, kind, programmeId: kitchen });
    }
    const wordsOf = ({ moments }: DeskPage): string[] => moments.map(({ words }) => words);
    expect(wordsOf(await page('?kind=idea'))).toEqual(['idea in the kitchen', 'idea here']);
    expect(wordsOf(await page(`?programme=${kitchen}`))).toHaveLength(3);
    const both = await page(`?programme=${kitchen}&kind=improve&limit=1`);
    expect(both.moments).toMatchObject([
      { words: 'improve in the kitchen', programmeName: 'Kitchen', byName: 'Pat of Riverside' },
    ]);
    expect([both.counts.new, (await page()).counts.new]).toEqual([1, 6]);
    expect((await page(`?programme=${randomUUID()}`)).moments).toEqual([]);
  });

  test.each([
    '?kind=rant',
    '?programme=x',
    '?after=x',
    '?limit=51',
    '?limit=-1',
    '?state=lost',
    '?stage=Ä',
    '?channel=fax',
    '?from=yesterday',
    '?to=2026-02-30',
    '?assigned=me',
    `?search=${'x'.repeat(201)}`,
  ])('a filter that is none is refused: %s', async (query) => {
    const { status, body } = await asManager(`/v1/desk/moments${query}`);
    expect([status, body.code, body.field]).toEqual([400, 'not_valid', /\?(\w+)/.exec(query)![1]]);
  });

  test('opening one marks it seen, and the first time stays', async () => {
    const momentId = await keep();
    expect((await page()).counts.new).toBe(1);
    const seenAt = now();
    expect((await asManager(`/v1/desk/moments/${momentId}/seen`, {})).status).toBe(200);
    here.clock.now += 60_000;
    await asManager(`/v1/desk/moments/${momentId}/seen`, {});
    expect((await page()).moments).toMatchObject([{ momentId, seenAt }]);
    expect((await page()).counts).toMatchObject({ new: 0, 'to-answer': 1 });
  });

  test('[X2] a withdrawn moment is gone from every list at once', async () => {
    const momentId = await keep();
    await withdraw(momentId);
    expect(await page()).toMatchObject({ moments: [], counts: { new: 0, 'to-answer': 0 } });
    expect((await asManager(`/v1/desk/moments/${momentId}`)).status).toBe(404);
    expect((await asManager(`/v1/desk/moments/${momentId}/seen`, {})).status).toBe(404);
  });
});

describe('the live connection', () => {
  const open = async (cookie = riverside.manager.cookie) => {
    const response = await here.app.request('http://localhost:8787/v1/desk/live', {
      headers: { Cookie: cookie },
    });
    expect(response.headers.get('Content-Type')).toBe('text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toMatch(/^:/);
    return reader;
  };

  test('tells that something arrived, and nothing of what', async () => {
    const reader = await open();
    await keep({ words: 'nobody overhears this' });
    expect(await reader.read()).toEqual({
      done: false,
      value: 'event: arrived\ndata: {"protocol":"moments/1"}\n\n',
    });
    await reader.cancel();
  });

  test("[X1] hears nothing of another organisation's moments", async () => {
    const hillside = await here.organisation('Hillside');
    const reader = await open(hillside.manager.cookie);
    await keep();
    const operation = operationOf(aMoment({ programmeId: hillside.programmeId }));
    let heard = 0;
    const hearing = reader.read().then(() => (heard += 1));
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toBe(0);
    await accept(
      here.store,
      { ...hillside.practitioner, channel: 'practitioner' },
      [operation],
      now(),
    );
    await hearing;
    await reader.cancel();
  });

  test('ends when its session is ended', async () => {
    const reader = await open();
    await asManager(`/v1/desk/sessions/${riverside.manager.sessionId}/end`, {});
    expect((await reader.read()).done).toBe(true);
  });

  test("goes on when another's session is ended", async () => {
    const reader = await open();
    await asManager(`/v1/desk/sessions/${riverside.practitioner.sessionId}/end`, {});
    await keep();
    expect((await reader.read()).value).toContain('arrived');
    await reader.cancel();
  });

  test('ends when the server stops', async () => {
    const reader = await open();
    here.stopping.abort();
    expect((await reader.read()).done).toBe(true);
    const { status, body } = await here.call('/healthz');
    expect([status, body.code]).toEqual([503, 'server_stopping']);
  });
});
