// A receipt code: what it opens, what it never shows, and what whoever guesses learns.

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { receiptAnswer } from '../../../src/contract/say.ts';
import type { ReceiptAnswer, Said } from '../../../src/contract/say.ts';
import { PROTOCOL } from '../../../src/contract/version.ts';
import { releaseWhatIsDue } from '../../../src/server/jobs/release.ts';
import { byPackage, ReceiptHashes } from '../../../src/server/receipt-hashes.ts';
import type { NewThreadEntry } from '../../../src/server/store/store.ts';
import { WholeSteps } from '../../../src/server/whole-steps.ts';
import { NOON, type Organisation, openInstallation } from '../../support/installation.ts';
import type { TestInstallation } from '../../support/installation.ts';
import { freshProof, newProgrammeSecret, sayIt, someSaid } from '../../support/speaking.ts';

const DAY_MS = 24 * 3600 * 1000;
const CODE = '4096163842949672';
const NOBODYS = '0000111122223333';
const WORDS = 'They laughed when I asked.';

let here: TestInstallation;
let house: Organisation;
let secret: string;

beforeEach(async () => {
  here = await openInstallation();
  house = await here.organisation();
  secret = newProgrammeSecret();
  await here.store.write(house.organisationId, (transaction) =>
    transaction.setSecret(house.programmeId, secret),
  );
  return () => here.close();
});

const speak = async (more: Partial<Said> = {}): Promise<void> => {
  const said = someSaid({
    programmeId: house.programmeId,
    words: WORDS,
    receiptCode: CODE,
    ...more,
  });
  expect((await sayIt(here.call, secret, said)).status).toBe(200);
};
const released = async (): Promise<string> => {
  here.clock.now += DAY_MS;
  await releaseWhatIsDue({ store: here.store, now: () => new Date(here.clock.now) });
  const [first] = await here.store.of(house.organisationId).inbox({}, null, 1);
  return first!.moment.momentId;
};
const answer = async (momentId: string, more: Partial<NewThreadEntry> = {}): Promise<string> => {
  const entryId = randomUUID();
  await here.store.write(house.organisationId, (transaction) =>
    transaction.addToThread(momentId, {
      entryId,
      from: 'manager',
      words: 'We spoke with them. Thank you.',
      isQuestion: false,
      changed: null,
      writtenAt: NOON,
      personId: house.manager.personId,
      ...more,
    }),
  );
  return entryId;
};
/** The whole answer, as it travels. */
const raw = async (code: string, path = '', more: object = {}) => {
  const response = await here.app.request(`${here.address.publicUrl}/v1/receipt${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: here.address.publicUrl },
    body: JSON.stringify({ code, proof: await freshProof(here.call), ...more }),
  });
  return {
    status: response.status,
    headers: [...response.headers].toSorted(([one], [other]) => (one < other ? -1 : 1)),
    text: await response.text(),
  };
};
const read = async (code: string): Promise<ReceiptAnswer> =>
  receiptAnswer.parse(JSON.parse((await raw(code)).text));
const moment = async (momentId: string) => here.store.of(house.organisationId).moment(momentId);
const thread = async (momentId: string) => here.store.of(house.organisationId).thread(momentId);

describe('a code', () => {
  test('[A6] opens the answers with their dates, and never the words that were said', async () => {
    await speak();
    const momentId = await released();
    await answer(momentId);
    await answer(momentId, { words: 'Which day was it?', isQuestion: true });
    await raw(CODE, '/write-back', { words: 'On a Tuesday.' });
    const { text } = await raw(CODE);
    expect((await read(CODE)).answers).toEqual([
      { words: 'We spoke with them. Thank you.', isQuestion: false, day: '2026-11-23' },
      { words: 'Which day was it?', isQuestion: true, day: '2026-11-23' },
    ]);
    expect(text).not.toContain(WORDS);
    expect(text).not.toContain('Tuesday');
    expect(text).not.toContain(momentId);
    expect(text).not.toContain('Mona');
  });

  test('an answer that was taken back is not shown', async () => {
    await speak();
    const momentId = await released();
    const entryId = await answer(momentId);
    await here.store.write(house.organisationId, (transaction) =>
      transaction.takeBackAnswer(momentId, entryId, NOON),
    );
    expect((await read(CODE)).answers).toEqual([]);
  });

  test('that two phones’ tries brought with one entry said twice opens the answers to both', async () => {
    await speak();
    await speak({ words: 'And again.' });
    await released();
    const all = await here.store.of(house.organisationId).inbox({}, null, 10);
    expect(all).toHaveLength(2);
    for (const { moment: each } of all) await answer(each.momentId, { words: each.words });
    expect((await read(CODE)).answers).toHaveLength(2);
    await raw(CODE, '/withdraw');
    expect(await here.store.of(house.organisationId).inbox({}, null, 10)).toEqual([]);
  });

  test('opens for 180 days', async () => {
    await speak();
    const momentId = await released();
    await answer(momentId);
    here.clock.now = Date.parse('2027-05-21T23:59:59.000Z');
    expect((await read(CODE)).answers).toHaveLength(1);
    here.clock.now += 1000;
    expect((await read(CODE)).answers).toEqual([]);
  });

  test('opened with an answer, it counts as told on that day, once, and of whom nothing is kept', async () => {
    await speak();
    const momentId = await released();
    await raw(CODE);
    const toldOn = async () =>
      (await here.rows('select told_on from moment where moment_id = ?', momentId))[0]!['told_on'];
    expect(await toldOn()).toBeNull();
    await answer(momentId);
    await raw(CODE);
    await vi.waitFor(async () => expect(await toldOn()).toBe('2026-11-24'));
    here.clock.now += DAY_MS;
    await raw(CODE);
    expect(await toldOn()).toBe('2026-11-24');
  });
});

describe('[A6] a guess learns nothing', () => {
  const answered = async (): Promise<void> => {
    await speak();
    await answer(await released());
  };

  test('unknown, held, unanswered, expired and withdrawn: the same bytes and the same headers', async () => {
    const [held, unanswered, withdrawn, expired] = ['1', '2', '3', '4'].map((digit) =>
      digit.repeat(16),
    ) as [string, string, string, string];
    await speak({ receiptCode: expired });
    await answer(await released());
    here.clock.now += 200 * DAY_MS;
    await speak({ receiptCode: unanswered });
    await speak({ receiptCode: withdrawn });
    await released();
    await raw(withdrawn, '/withdraw');
    await speak({ receiptCode: held });
    const unknown = await raw(NOBODYS);
    expect(unknown.status).toBe(200);
    expect(Buffer.byteLength(unknown.text)).toBe(16_384);
    for (const code of [held, unanswered, withdrawn, expired]) {
      expect(await raw(code)).toEqual(unknown);
    }
  });

  test('an answer has the size of none, as long as it is one of a usual length', async () => {
    await answered();
    const [one, none] = [await raw(CODE), await raw(NOBODYS)];
    expect(one.text).not.toBe(none.text);
    expect(Buffer.byteLength(one.text)).toBe(Buffer.byteLength(none.text));
    expect(one.headers).toEqual(none.headers);
  });

  test('all that can be done with a code is answered alike where nobody has it', async () => {
    await answered();
    for (const [path, more] of [
      ['/write-back', { words: 'x' }],
      ['/changed', { changed: 'partly' }],
      ['/audience', { audience: 'team' }],
      ['/withdraw', {}],
    ] as const) {
      const done = await raw(CODE, path, more);
      expect(done.text).toBe(JSON.stringify({ protocol: PROTOCOL }));
      expect(await raw(NOBODYS, path, more)).toEqual(done);
    }
  });

  test('the database is asked as often for nobody’s code', async () => {
    await answered();
    const find = vi.spyOn(here.installation.store, 'findReceipts');
    await raw(NOBODYS);
    expect(find).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['', {}],
    ['/write-back', { words: 'x' }],
    ['/withdraw', {}],
  ])(
    'however long looking and writing took, it is answered at a whole step after it was asked: %s',
    async (path, more) => {
      await answered();
      const { store, speaking } = here.installation;
      let nowMs = 0;
      const advance = (ms: number): Promise<void> => Promise.resolve(void (nowMs += ms));
      speaking.steps = new WholeSteps(500, { nowMs: () => nowMs, pause: advance });
      const find = store.findReceipts.bind(store);
      for (const [code, tookMs, answeredAtMs] of [
        [NOBODYS, 0, 500],
        [NOBODYS, 26, 500],
        [CODE, 499, 500],
        [CODE, 501, 1000],
      ] as const) {
        nowMs = 0;
        vi.spyOn(store, 'findReceipts').mockImplementation((codeHash) => {
          nowMs += tookMs;
          return find(codeHash);
        });
        await raw(code, path, more);
        expect(nowMs).toBe(answeredAtMs);
      }
      nowMs = 0;
      vi.spyOn(store, 'findReceipts').mockRejectedValue(new Error('away'));
      await raw(CODE, path, more);
      expect(nowMs).toBe(500);
    },
  );

  test('no code and no cookie ever stand in an answer or a log, and nothing may keep it', async () => {
    await answered();
    const { headers, text } = await raw(CODE);
    expect(headers).toContainEqual(['cache-control', 'no-store, no-transform']);
    expect(headers.map(([name]) => name)).not.toContain('set-cookie');
    expect(text).not.toContain(CODE);
    expect(here.log()).toBe('');
  });

  test.each(['1234', '12345678901234567', '1234 5678 9012 3456', 'x'.repeat(16)])(
    'a malformed code is not taken: %s',
    async (code) => {
      const { status, text } = await raw(code);
      expect([status, text]).toEqual([400, `{"protocol":"${PROTOCOL}","code":"not_taken"}`]);
    },
  );
});

describe('with a code a person', () => {
  test('writes back, and says whether it changed: managers read both, with the date alone', async () => {
    await speak();
    await raw(CODE, '/write-back', { words: 'Before anybody read it.' });
    const momentId = await released();
    await answer(momentId);
    await raw(CODE, '/write-back', { words: 'It got better.' });
    await raw(CODE, '/write-back', { words: 'It got better.' });
    await raw(CODE, '/changed', { changed: 'partly' });
    expect(await thread(momentId)).toMatchObject([
      { from: 'speaker', words: 'Before anybody read it.', writtenAt: '2026-11-23T00:00:00.000Z' },
      { from: 'manager' },
      { from: 'speaker', words: 'It got better.', changed: null, byName: null },
      { from: 'speaker', words: '', changed: 'partly', writtenAt: '2026-11-24T00:00:00.000Z' },
    ]);
  });

  test('[A8] narrows who may be shown the words, and never widens it', async () => {
    await speak({ audience: 'board' });
    const momentId = await released();
    await raw(CODE, '/audience', { audience: 'public' });
    expect(await moment(momentId)).toMatchObject({ audience: 'board' });
    await raw(CODE, '/audience', { audience: 'team' });
    expect(await moment(momentId)).toMatchObject({ audience: 'team' });
  });

  test('[A8] [X2] withdraws: the words are nowhere, and the code opens nothing', async () => {
    await speak();
    const momentId = await released();
    await answer(momentId);
    await raw(CODE, '/withdraw');
    expect(await moment(momentId)).toBeNull();
    expect(await thread(momentId)).toEqual([]);
    expect(await here.holds(WORDS)).toBe(false);
    expect((await read(CODE)).answers).toEqual([]);
    // The day, and no time of it.
    const rows = await here.rows('select withdrawn_at from moment');
    expect(rows).toEqual([{ withdrawn_at: '2026-11-24T00:00:00.000Z' }]);
  });

  test('[A8] withdraws what nobody has read yet', async () => {
    await speak();
    await raw(CODE, '/withdraw');
    here.clock.now += DAY_MS;
    await releaseWhatIsDue({ store: here.store, now: () => new Date(here.clock.now) });
    expect(await here.store.of(house.organisationId).inbox({}, null, 1)).toEqual([]);
    expect(await here.holds(WORDS)).toBe(false);
  });
});

describe('how a code is stored', () => {
  const keys = { receiptPepper: Buffer.alloc(32, 1), receiptSalt: Buffer.alloc(16, 2) };
  const easy = { memoryKib: 64, passes: 3 };

  test('not itself, nor by anything that the database alone could test it with', async () => {
    await speak();
    expect(await here.holds(CODE)).toBe(false);
    const [row] = await here.rows('select code_hash from held');
    const own = await here.installation.speaking.receipts.of(CODE, 'any');
    expect(row).toEqual({ code_hash: own });
    const otherPepper = { ...here.installation.keys, receiptPepper: Buffer.alloc(32, 3) };
    const other = new ReceiptHashes(otherPepper, { memoryKib: 8, passes: 1 });
    expect(await other.of(CODE, 'any')).not.toBe(own);
  });

  test('the same by Node and by the package that stands in for it', async () => {
    const bare = { ...keys, receiptPepper: Buffer.alloc(32) };
    const byNode = await new ReceiptHashes(bare, easy).of(CODE, 'any');
    const { createHmac } = await import('node:crypto');
    const raws = await byPackage(CODE, keys.receiptSalt, easy);
    expect(createHmac('sha256', bare.receiptPepper).update(raws).digest('hex')).toBe(byNode);
  });

  test('by 64 MiB and three passes, as it is set up', async () => {
    const slow = await new ReceiptHashes(keys).of(CODE, 'any');
    const same = await new ReceiptHashes(keys, { memoryKib: 65_536, passes: 3 }).of(CODE, 'any');
    expect(slow).toBe(same);
    expect(await new ReceiptHashes(keys, easy).of(CODE, 'any')).not.toBe(slow);
  });
});
