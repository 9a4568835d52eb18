import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Operation, PushResult } from '../../src/contract/push.ts';
import { OPERATION_SCHEMA } from '../../src/contract/version.ts';
import { accept } from '../../src/server/accept.ts';
import type { Sender } from '../../src/server/decide.ts';
import { OPERATION_SCHEMAS } from '../../src/server/operation-schemas.ts';
import {
  type Organisation,
  type TestInstallation,
  openInstallation,
} from '../support/installation.ts';
import { aMoment, amendmentOf, operationOf, withdrawalOf } from '../support/operations.ts';

// Every write is one fsync, and some tests here write a thousand times.
vi.setConfig({ testTimeout: 60_000 });

const NOW = '2026-11-23T12:00:00.000Z';
const LATER = '2026-11-23T13:00:00.000Z';

let here: TestInstallation;
let riverside: Organisation;
let sender: Sender;

beforeAll(async () => {
  here = await openInstallation();
  riverside = await here.organisation();
  sender = { ...riverside.practitioner, channel: 'practitioner' };
  return () => here.close();
});

const send = (operations: readonly Operation[], by = sender, now = NOW): Promise<PushResult[]> =>
  accept(here.store, by, operations, now);

const sendOne = async (operation: Operation, by = sender, now = NOW): Promise<PushResult> =>
  (await send([operation], by, now))[0]!;

const a = (said: Parameters<typeof aMoment>[0] = {}) =>
  aMoment({ programmeId: riverside.programmeId, ...said });

// What the tables hold, straight from the database.

const operationsOf = (momentId: string) =>
  here.rows('select * from operation where moment_id = ? order by revision, fingerprint', momentId);

const momentOf = async (momentId: string) =>
  (await here.rows('select * from moment where moment_id = ?', momentId))[0];

describe('receipts', () => {
  test('[P1] [P4] what is answered as stored is in the database, with its receipt and its place in the feed', async () => {
    const operation = operationOf(a());
    expect(await sendOne(operation)).toEqual({
      operationId: operation.operationId,
      digest: operation.digest,
      status: 'stored',
      receivedAt: NOW,
    });
    expect(await operationsOf(operation.momentId)).toMatchObject([
      { operation_id: operation.operationId, body: operation.body, received_at: NOW },
    ]);
    const moment = await momentOf(operation.momentId);
    expect(moment).toMatchObject({ words: a().words, received_at: NOW });
    expect(moment?.['arrived_position']).toBeGreaterThan(0);
    expect(moment?.['changed_position']).toBe(moment?.['arrived_position']);
  });

  test('[P3] the same operation gets the same receipt at any later time', async () => {
    const operation = operationOf(a());
    await sendOne(operation);
    expect(await sendOne(operation, sender, LATER)).toEqual({
      operationId: operation.operationId,
      digest: operation.digest,
      status: 'duplicate',
      receivedAt: NOW,
    });
    expect(await operationsOf(operation.momentId)).toHaveLength(1);
  });

  test('[P3] the same operation twice in one request is stored once', async () => {
    const operation = operationOf(a());
    const results = await send([operation, operation]);
    expect(results.map(({ status }) => status)).toEqual(['stored', 'duplicate']);
    expect(await operationsOf(operation.momentId)).toHaveLength(1);
  });

  test('[P3] fifty identical pushes at once make exactly one row', async () => {
    const operation = operationOf(a());
    const results = await Promise.all(Array.from({ length: 50 }, () => sendOne(operation)));
    expect(results.filter(({ status }) => status === 'stored')).toHaveLength(1);
    expect(results.filter(({ status }) => status === 'duplicate')).toHaveLength(49);
    expect(await operationsOf(operation.momentId)).toHaveLength(1);
  });

  test('[P3] the same operation id with other bytes keeps both and is flagged', async () => {
    const first = operationOf(a({ words: 'first' }));
    const other = operationOf(a({ words: 'other' }), {
      operationId: first.operationId,
      momentId: first.momentId,
    });
    await sendOne(first);
    const conflict = { status: 'quarantined', code: 'conflict', digest: other.digest };
    expect(await sendOne(other)).toMatchObject({ ...conflict, receivedAt: NOW });
    expect(await sendOne(other, sender, LATER)).toMatchObject({ ...conflict, receivedAt: NOW });
    expect(await sendOne(first, sender, LATER)).toMatchObject({ status: 'duplicate' });
    expect((await operationsOf(first.momentId)).map(({ body }) => body)).toEqual(
      expect.arrayContaining([first.body, other.body]),
    );
    expect(await momentOf(first.momentId)).toMatchObject({ words: 'first' });
  });

  test('[O1] the same id with the same body but another revision is no duplicate', async () => {
    const first = operationOf(a());
    await sendOne(first);
    expect(await sendOne({ ...first, revision: 2 })).toMatchObject({
      status: 'quarantined',
      code: 'conflict',
    });
  });

  test('[O1] bytes that do not match their digest are not stored', async () => {
    const operation = { ...operationOf(a()), body: JSON.stringify(a({ words: 'changed' })) };
    expect(await sendOne(operation)).toEqual({
      operationId: operation.operationId,
      digest: operation.digest,
      status: 'rejected',
      code: 'digest_wrong',
    });
    expect(await operationsOf(operation.momentId)).toEqual([]);
  });

  test('[V2] an operation of a newer build waits on the phone', async () => {
    const operation = operationOf(a(), { schema: OPERATION_SCHEMA + 1 });
    expect(await sendOne(operation)).toMatchObject({ status: 'retry', code: 'server_old' });
    expect(await operationsOf(operation.momentId)).toEqual([]);
  });

  test('[V1] there is a reader for every schema number that was ever released', () => {
    const released = Array.from({ length: OPERATION_SCHEMA }, (_, index) => String(index + 1));
    expect(Object.keys(OPERATION_SCHEMAS)).toEqual(released);
  });

  test('[P4] a commit that fails leaves no receipt and no row', async () => {
    let fails = false;
    const failing = await openInstallation({
      atCommit: async () => {
        if (fails) throw new Error('the disk went away');
      },
    });
    const { practitioner, programmeId } = await failing.organisation();
    const operation = operationOf(aMoment({ programmeId }));
    const by = { ...practitioner, channel: 'practitioner' };
    fails = true;
    await expect(accept(failing.store, by, [operation], NOW)).rejects.toThrow('went away');
    fails = false;
    expect(await accept(failing.store, by, [operation], NOW)).toMatchObject([{ status: 'stored' }]);
    await failing.close();
  });

  test('[P4] a receipt leaves only when the commit returned', async () => {
    let holds: Promise<void> | null = null;
    let release = (): void => {};
    let reached = (): void => {};
    const atCommit = new Promise<void>((resolve) => (reached = resolve));
    const slow = await openInstallation({
      atCommit: async () => {
        if (holds === null) return;
        reached();
        await holds;
      },
    });
    const { practitioner, programmeId, organisationId } = await slow.organisation();
    holds = new Promise((resolve) => (release = resolve));
    let hasReceipt = false;
    const by = { ...practitioner, channel: 'practitioner' };
    const pushed = accept(slow.store, by, [operationOf(aMoment({ programmeId }))], NOW).then(
      () => (hasReceipt = true),
    );
    await atCommit;
    await new Promise((resolve) => setImmediate(resolve));
    expect(hasReceipt).toBe(false);
    expect(await slow.store.of(organisationId).changes(practitioner.personId, 0, 10)).toEqual([]);
    release();
    await pushed;
    expect(hasReceipt).toBe(true);
    await slow.close();
  });
});

describe('kept aside', () => {
  const broken: [string, object | string][] = [
    ['words that are empty', { ...aMoment(), words: '  ' }],
    ['words that are too long', { ...aMoment(), words: 'x'.repeat(4001) }],
    ['a NUL in the words', { ...aMoment(), words: 'a\0b' }],
    ['a lone surrogate in the words', { ...aMoment(), words: 'a\ud800b' }],
    ['a field that is missing', { words: 'hello' }],
    ['a field that nobody knows', { ...aMoment(), mood: 'fine' }],
    ['a kind that nobody knows', { ...aMoment(), kind: 'rant' }],
    ['a body that is no JSON', '{"words": "half'],
    ['a body that is a list', '[1,2]'],
    ['a body with a real NUL in it', '{"words":"\0"}'],
  ];
  test.each(broken)('[P8] %s: quarantined, the bytes kept', async (_, body) => {
    const operation = operationOf(body);
    expect(await sendOne(operation)).toMatchObject({
      status: 'quarantined',
      code: 'rule_broken',
      digest: operation.digest,
      receivedAt: NOW,
    });
    const kept = operation.body.replaceAll('\0', '\u{FFFD}');
    expect(await operationsOf(operation.momentId)).toMatchObject([
      { status: 'quarantined', body: kept },
    ]);
    expect(await momentOf(operation.momentId)).toBeUndefined();
    expect(await sendOne(operation, sender, LATER)).toMatchObject({
      status: 'quarantined',
      code: 'rule_broken',
      receivedAt: NOW,
    });
  });

  test('[P8] an unknown programme', async () => {
    const operation = operationOf(aMoment({ programmeId: randomUUID() }));
    expect(await sendOne(operation)).toMatchObject({
      status: 'quarantined',
      code: 'unknown_programme',
    });
  });

  test("[X1] another organisation's programme is unknown, and its moments are not met", async () => {
    const hillside = await here.organisation('Hillside');
    const foreign = operationOf(aMoment({ programmeId: hillside.programmeId }));
    expect(await sendOne(foreign)).toMatchObject({ code: 'unknown_programme' });
    const theirs = { ...hillside.practitioner, channel: 'practitioner' };
    const operation = operationOf(aMoment({ programmeId: hillside.programmeId }));
    expect(await sendOne(operation, theirs)).toMatchObject({ status: 'stored' });
    // The same ids here are other things: no duplicate, no other person's moment.
    const ours = operationOf(a(), {
      operationId: operation.operationId,
      momentId: operation.momentId,
    });
    expect(await sendOne(ours)).toMatchObject({ status: 'stored' });
  });

  test("[P8] an operation on another person's moment changes nothing of it", async () => {
    const operation = operationOf(a({ words: 'mine' }));
    await sendOne(operation);
    const other = { ...riverside.manager, channel: 'practitioner' };
    const results = await send(
      [
        amendmentOf(operation.momentId, 2, a({ words: 'not mine' })),
        withdrawalOf(operation.momentId, 3, riverside.programmeId),
      ],
      other,
    );
    expect(results).toMatchObject([
      { status: 'quarantined', code: 'rule_broken' },
      { status: 'quarantined', code: 'rule_broken' },
    ]);
    expect(await momentOf(operation.momentId)).toMatchObject({ words: 'mine', withdrawn_at: null });
  });

  test('[P8] one that is kept aside does not stop the others', async () => {
    const results = await send([operationOf(a()), operationOf('{}'), operationOf(a())]);
    expect(results.map(({ status }) => status)).toEqual(['stored', 'quarantined', 'stored']);
  });
});

describe('what a moment is', () => {
  test('[P9] the highest revision wins in whatever order they come', async () => {
    const first = operationOf(a({ words: 'one' }));
    const second = amendmentOf(first.momentId, 2, a({ words: 'two' }));
    await sendOne(second);
    await sendOne(first);
    expect(await momentOf(first.momentId)).toMatchObject({ words: 'two', revision: 2 });
  });

  test('[P9] two of one revision: both kept, flagged, and the narrower audience holds', async () => {
    const first = operationOf(a({ words: 'one', audience: 'public' }));
    const other = amendmentOf(first.momentId, 1, a({ words: 'two', audience: 'team' }));
    await send([first, other]);
    expect(await momentOf(first.momentId)).toMatchObject({ conflicted: 1, audience: 'team' });
    expect((await operationsOf(first.momentId)).map(({ body }) => body)).toEqual(
      expect.arrayContaining([first.body, other.body]),
    );
  });

  test('[P9] [X2] a withdrawal erases the words at once; digests and tombstone stay', async () => {
    const words = `unheard-of-${randomUUID()}`;
    const create = operationOf(a({ words }));
    const amend = amendmentOf(create.momentId, 2, a({ words: `${words} more` }));
    const broken = operationOf(`{"words":"${words}"}`, { momentId: create.momentId });
    await send([create, amend, broken]);
    expect(await here.holds(words)).toBe(true);
    await sendOne(withdrawalOf(create.momentId, 3, riverside.programmeId));
    expect(await momentOf(create.momentId)).toMatchObject({
      words: null,
      kind: null,
      group_name: null,
      said_at: null,
      withdrawn_at: NOW,
      programme_id: riverside.programmeId,
    });
    const kept = await operationsOf(create.momentId);
    expect(kept).toHaveLength(4);
    expect(kept.filter(({ body }) => body !== null)).toMatchObject([{ kind: 'withdraw' }]);
    expect(kept.every(({ digest }) => typeof digest === 'string')).toBe(true);
    expect(await sendOne(create, sender, LATER)).toMatchObject({ status: 'duplicate' });
    expect(await here.holds(words)).toBe(false);
  });

  test('[P9] [X2] a create that comes after the withdrawal keeps no words', async () => {
    const words = `late-${randomUUID()}`;
    const create = operationOf(a({ words }));
    const late = operationOf(a({ words: `${words} again` }), { momentId: create.momentId });
    const broken = operationOf(`{"words":"${words}"}`, { momentId: create.momentId });
    expect(await sendOne(withdrawalOf(create.momentId, 2, riverside.programmeId))).toMatchObject({
      status: 'stored',
    });
    const tombstone = await momentOf(create.momentId);
    const results = await send([create, late, broken]);
    expect(results.map(({ status }) => status)).toEqual(['stored', 'stored', 'quarantined']);
    expect(tombstone).toMatchObject({ words: null, revision: 2 });
    expect(await momentOf(create.momentId)).toEqual(tombstone);
    expect(await here.holds(words)).toBe(false);
  });

  test('[X2] a withdrawal takes effect even when it names a programme that nobody knows', async () => {
    const create = operationOf(a());
    await sendOne(create);
    expect(await sendOne(withdrawalOf(create.momentId, 2, randomUUID()))).toMatchObject({
      status: 'stored',
    });
    expect(await momentOf(create.momentId)).toMatchObject({
      words: null,
      programme_id: riverside.programmeId,
    });
  });

  test('[P9] any order, any batches and any repetition give the same moment', async () => {
    const saying = fc.record({
      revision: fc.integer({ min: 1, max: 4 }),
      audience: fc.constantFrom('team' as const, 'board' as const, 'public' as const),
      isWithdrawal: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
    });
    const history = fc.array(saying, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(history, fc.gen(), async (sayings, gen) => {
        const operationsIn = (momentId: string, ids: readonly string[]): Operation[] =>
          sayings.map(({ revision, audience, isWithdrawal }, index) =>
            isWithdrawal
              ? withdrawalOf(momentId, revision, riverside.programmeId, {
                  operationId: ids[index]!,
                })
              : amendmentOf(momentId, revision, a({ words: `said ${index}`, audience }), {
                  operationId: ids[index]!,
                }),
          );
        // The ids decide which of two equal revisions wins: their order must be the same in both worlds.
        const ids = sayings.map(() => randomUUID()).sort();
        const others = sayings.map(() => randomUUID()).sort();
        const inOrder = randomUUID();
        const shuffled = randomUUID();
        await send(operationsIn(inOrder, ids));
        const again = operationsIn(shuffled, others);
        const order = gen(fc.shuffledSubarray, again, { minLength: again.length });
        for (const operation of [...order, ...order]) await sendOne(operation);
        expect(await settled(shuffled)).toEqual(await settled(inOrder));
      }),
      { seed: 20261123, numRuns: 150 },
    );
  });

  /** A moment without its ids, its places and the time of arrival. */
  const settled = async (momentId: string): Promise<Record<string, unknown>> => {
    const {
      moment_id: _,
      operation_id: _operation,
      arrived_position: _arrived,
      changed_position: _changed,
      ...rest
    } = (await momentOf(momentId))!;
    return rest;
  };

  test("[P10] the phone's clock is kept as a claim and orders nothing", async () => {
    const early = operationOf(a({ words: 'said long ago', saidAt: '1999-01-01T00:00:00.000Z' }));
    const ahead = operationOf(a({ words: 'said tomorrow', saidAt: '2099-01-01T00:00:00.000Z' }));
    await sendOne(ahead);
    await sendOne(early);
    const inbox = await here.store.of(riverside.organisationId).inbox({}, null, 2);
    expect(inbox.map(({ moment }) => [moment.words, moment.saidAt, moment.receivedAt])).toEqual([
      ['said long ago', '1999-01-01T00:00:00.000Z', NOW],
      ['said tomorrow', '2099-01-01T00:00:00.000Z', NOW],
    ]);
  });

  test('[S8] words are kept to the letter', async () => {
    const words = [
      '\u202Eright to left\u202C and \u2067back\u2069',
      "'; drop table moment; --",
      '<script>alert(1)</script><img src=x onerror=alert(1)>',
      '  spaces \t and\nlines\r\n stay  ',
      '👩🏽‍🦽 e\u0301 \u{FEFF} \u200B \\u0000 %s ${x}',
    ];
    for (const each of words) {
      const operation = operationOf(a({ words: each }));
      expect(await sendOne(operation)).toMatchObject({ status: 'stored' });
      expect(await momentOf(operation.momentId)).toMatchObject({ words: each });
      const read = await here.store.of(riverside.organisationId).moment(operation.momentId);
      expect(read?.words).toBe(each);
    }
  });
});

describe('places in the feed', () => {
  test('[L1] a puller that follows the places sees every moment once, whatever is pushed meanwhile', async () => {
    const writer = await here.person(riverside.organisationId, 'Walker', ['practitioner']);
    const by = { ...writer, channel: 'practitioner' };
    const sent = new Set<string>();
    const pushAll = Promise.all(
      Array.from({ length: 40 }, () => {
        const operations = [operationOf(a()), operationOf(a()), operationOf(a())];
        for (const { momentId } of operations) sent.add(momentId);
        return send(operations, by);
      }),
    );
    const seen: string[] = [];
    let position = 0;
    let isDone = false;
    void pushAll.then(() => (isDone = true));
    for (let last = false; !last;) {
      last = isDone;
      const page = await here.store
        .of(riverside.organisationId)
        .changes(writer.personId, position, 7);
      position = page.at(-1)?.position ?? position;
      seen.push(...page.map(({ change }) => change.momentId));
      if (page.length > 0) last = false;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await pushAll;
    expect(seen).toHaveLength(120);
    expect(new Set(seen)).toEqual(sent);
  });

  test('[L1] two organisations count for themselves', async () => {
    const one = await here.organisation('One');
    const two = await here.organisation('Two');
    for (const { practitioner, programmeId } of [one, two]) {
      const operation = operationOf(aMoment({ programmeId }));
      await sendOne(operation, { ...practitioner, channel: 'practitioner' });
      expect(await momentOf(operation.momentId)).toMatchObject({ arrived_position: 1 });
    }
  });
});
