// What is kept of what is said without a name, on each engine.

import { randomUUID } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { accept } from '../../src/server/accept.ts';
import { releaseWhatIsDue } from '../../src/server/jobs/release.ts';
import { eraseWhatIsOld } from '../../src/server/jobs/retention.ts';
import type { HeldEntry, NewThreadEntry, WriteTransaction } from '../../src/server/store/store.ts';
import { NOON, type Organisation, openInstallation } from '../support/installation.ts';
import type { TestInstallation } from '../support/installation.ts';
import { aMoment, amendmentOf, operationOf } from '../support/operations.ts';
import { ONLY_SQLITE, newPlace } from '../support/place.ts';

const HOUR_MS = 3600 * 1000;
const OTHER = randomUUID();
const TAKEN_BACK = randomUUID();
const MIDNIGHT = '2026-11-23T00:00:00.000Z';

let here: TestInstallation;
let house: Organisation;

beforeEach(async () => {
  here = await openInstallation();
  house = await here.organisation();
  return () => here.close();
});

const write = <Value>(task: (transaction: WriteTransaction) => Promise<Value>): Promise<Value> =>
  here.store.write(house.organisationId, task);
const reads = () => here.store.of(house.organisationId);

const anEntry = (more: Partial<HeldEntry> = {}): HeldEntry => ({
  momentId: randomUUID(),
  programmeId: house.programmeId,
  channel: 'own-phone',
  words: 'the chairs are hard',
  kind: 'improve',
  audience: 'public',
  receivedOn: '2026-11-23',
  receipt: null,
  ...more,
});
const holdAll = (entries: readonly HeldEntry[]): Promise<boolean[]> =>
  write(async (transaction) => {
    const taken: boolean[] = [];
    for (const entry of entries) taken.push(await transaction.hold(entry));
    return taken;
  });
const inbox = async () => (await reads().inbox({}, null, 100)).map(({ moment }) => moment);

const anAnswer = (more: Partial<NewThreadEntry> = {}): NewThreadEntry => ({
  entryId: randomUUID(),
  from: 'manager',
  words: 'We bought cushions.',
  isQuestion: false,
  changed: null,
  writtenAt: NOON,
  personId: house.manager.personId,
  ...more,
});
const fromSpeaker = (more: Partial<NewThreadEntry> = {}): NewThreadEntry =>
  anAnswer({ from: 'speaker', writtenAt: MIDNIGHT, personId: null, ...more });

test('[A4] what is held is nobody’s to read, and becomes a moment without a person, a time or a place before its release', async () => {
  const entry = anEntry();
  expect(await holdAll([entry, entry])).toEqual([true, false]);
  expect(await inbox()).toEqual([]);
  await write((transaction) => transaction.release([entry]));
  expect(await inbox()).toMatchObject([
    {
      momentId: entry.momentId,
      words: entry.words,
      audience: 'public',
      channel: 'own-phone',
      byName: null,
      receivedAt: MIDNIGHT,
      saidAt: MIDNIGHT,
      isFlagged: false,
    },
  ]);
  expect(await holdAll([entry])).toEqual([false]);
  expect(await here.rows('select * from held')).toEqual([]);
  expect(await here.rows('select * from operation')).toEqual([]);
});

test.each(ONLY_SQLITE)(
  '[A4] the tables of what is held have no number that tells the order (%s)',
  async () => {
    for (const table of ['held', 'receipt_code', 'thread', 'flag']) {
      await expect(here.rows(`select rowid from ${table}`)).rejects.toThrow(
        /no such column: rowid/,
      );
    }
    const columns = await here.rows('select name from pragma_table_info(?)', 'held');
    expect(columns.map(({ name }) => name)).toEqual([
      'organisation_id',
      'moment_id',
      'programme_id',
      'channel',
      'words',
      'kind',
      'audience',
      'received_on',
      'code_hash',
      'code_expires_on',
    ]);
  },
);

const everyFourHours = (): Promise<unknown> =>
  write(async (transaction) => {
    await transaction.setReleaseHours(house.programmeId, 4);
    await transaction.noteLooked(house.programmeId, { lookedAt: NOON, waitingSince: null });
  });
const release = (): Promise<void> =>
  releaseWhatIsDue({ store: here.store, now: () => new Date(here.clock.now) });

test('[A4] three are released together at the next time of release, in an order of their own', async () => {
  const entries = Array.from({ length: 40 }, () => anEntry());
  await holdAll(entries);
  await everyFourHours();
  await release();
  expect(await inbox()).toEqual([]);
  here.clock.now += 4 * HOUR_MS;
  await release();
  const order = (await inbox()).map(({ momentId }) => momentId).toReversed();
  const came = entries.map(({ momentId }) => momentId);
  expect(order.toSorted()).toEqual(came.toSorted());
  // By chance alone either happens once in 10^46 times.
  expect(order).not.toEqual(came);
  expect(order).not.toEqual(came.toSorted());
});

test('[A4] one alone waits for others, but no longer than a day', async () => {
  await holdAll([anEntry()]);
  await everyFourHours();
  const seen: number[] = [];
  for (let hours = 4; hours <= 24; hours += 4) {
    here.clock.now = Date.parse(NOON) + hours * HOUR_MS;
    await release();
    seen.push((await inbox()).length);
  }
  expect(seen).toEqual([0, 0, 0, 0, 0, 1]);
});

test('[A4] unless a manager chose otherwise, all of a day is released when it is over', async () => {
  await holdAll([anEntry(), anEntry(), anEntry()]);
  const lookedAt = '2026-11-23T00:00:00.000Z';
  await write((transaction) =>
    transaction.noteLooked(house.programmeId, { lookedAt, waitingSince: null }),
  );
  here.clock.now = Date.parse('2026-11-23T23:59:59.999Z');
  await release();
  expect(await inbox()).toEqual([]);
  here.clock.now += 1;
  await release();
  expect(await inbox()).toHaveLength(3);
});

test.each(ONLY_SQLITE)(
  '[A4] the log that tells in which order and when something came is cut off at once (%s)',
  async () => {
    const log = join(here.folder, 'moments.sqlite-wal');
    const somebodyPushes = async (): Promise<void> => {
      const { practitioner, programmeId } = house;
      const sender = { ...practitioner, channel: 'practitioner' };
      await accept(here.store, sender, [operationOf(aMoment({ programmeId }))], NOON);
      expect(statSync(log).size).toBeGreaterThan(0);
    };
    const entry = anEntry();
    const { momentId } = entry;
    const steps: (() => Promise<unknown>)[] = [
      () => holdAll([entry]),
      () => write((transaction) => transaction.addToThread(momentId, fromSpeaker())),
      () => write((transaction) => transaction.narrowAudience(momentId, 'team')),
      () => write((transaction) => transaction.release([entry])),
      () => write((transaction) => transaction.markTold([momentId], '2026-11-23')),
    ];
    for (const step of steps) {
      await somebodyPushes();
      await step();
      expect(statSync(log).size).toBe(0);
    }
  },
);

test('what is set up for a programme is read as it was set, and in the order of names', async () => {
  const other = randomUUID();
  await write((transaction) =>
    transaction.addProgramme({ programmeId: other, name: 'Art', createdAt: NOON }),
  );
  const defaults = { secret: null, safeguarding: null, releaseHours: 24 };
  expect(await reads().voices()).toEqual([
    { programmeId: other, programmeName: 'Art', ...defaults },
    { programmeId: house.programmeId, programmeName: 'Drop-in of Riverside', ...defaults },
  ]);
  expect(await reads().voiceOf(randomUUID())).toBeNull();

  const leadPersonId = house.manager.personId;
  const lead = { leadPersonId, hours: 'Monday to Friday', emergency: 'Call 999' };
  await write(async (transaction) => {
    await transaction.setSafeguarding(other, lead);
    await transaction.setSecret(other, 'secret-of-the-link-22c');
    await transaction.setReleaseHours(other, 1);
    expect(await transaction.setSecret(randomUUID(), 'x')).toBe(false);
  });
  expect(await reads().voiceOf(other)).toEqual({
    programmeId: other,
    programmeName: 'Art',
    secret: 'secret-of-the-link-22c',
    safeguarding: { ...lead, leadName: 'Mona of Riverside' },
    releaseHours: 1,
  });
  const place = { organisationId: house.organisationId, programmeId: other };
  expect(await here.store.findSpeakingLink('secret-of-the-link-22c')).toEqual(place);
  expect(await here.store.findProgramme(other)).toEqual(place);
  await write((transaction) => transaction.setSecret(other, null));
  expect(await here.store.findSpeakingLink('secret-of-the-link-22c')).toBeNull();
  expect((await reads().voiceOf(other))?.safeguarding).toMatchObject(lead);
  await write((transaction) => transaction.setSafeguarding(other, null));
  expect((await reads().voiceOf(other))?.safeguarding).toBeNull();

  expect(await reads().keepMonths()).toEqual({ afterTold: 12, afterArrival: 24 });
  await write((transaction) => transaction.setKeepMonths({ afterTold: 6, afterArrival: 18 }));
  expect(await reads().keepMonths()).toEqual({ afterTold: 6, afterArrival: 18 });
});

test('a thread keeps its order, takes nothing twice, and an answer can be taken back once', async () => {
  const entry = anEntry();
  await holdAll([entry]);
  const { momentId } = entry;
  const early = fromSpeaker({ words: 'one more thing' });
  const answer = anAnswer();
  const back = fromSpeaker({ words: 'thank you' });
  await write(async (transaction) => {
    // What is held can be written to: its words are not lost.
    expect(await transaction.addToThread(momentId, early)).toBe(true);
    await transaction.release([entry]);
    expect(await transaction.addToThread(momentId, answer)).toBe(true);
    expect(await transaction.addToThread(momentId, answer)).toBe(true);
    expect(await transaction.addToThread(momentId, back)).toBe(true);
    const again = { ...back, entryId: randomUUID() };
    expect(await transaction.addToThread(momentId, again)).toBe(true);
    expect(await transaction.addToThread(randomUUID(), answer)).toBe(false);
  });
  const shown = ({ personId, ...rest }: NewThreadEntry) => ({
    ...rest,
    byName: personId === null ? null : 'Mona of Riverside',
    takenBackAt: null,
  });
  expect(await reads().thread(momentId)).toEqual([early, answer, back].map(shown));
  await write(async (transaction) => {
    expect(await transaction.takeBackAnswer(momentId, back.entryId, NOON)).toBe(false);
    expect(await transaction.takeBackAnswer(momentId, answer.entryId, NOON)).toBe(true);
    expect(await transaction.takeBackAnswer(momentId, answer.entryId, NOON)).toBe(false);
  });
  expect((await reads().thread(momentId))[1]).toMatchObject({ takenBackAt: NOON });
});

test('[A7] [A4] a flag keeps its hour until the outcome is recorded, and then the date alone', async () => {
  const entry = anEntry();
  const { momentId, programmeId } = entry;
  const arrivedAt = '2026-11-23T12:00:00.000Z';
  await holdAll([entry]);
  await write(async (transaction) => {
    await transaction.flag({ momentId, programmeId, arrivedAt });
    await transaction.release([entry]);
  });
  expect(await inbox()).toMatchObject([{ momentId, isFlagged: true }]);
  const open = {
    momentId,
    programmeId,
    keptBy: null,
    arrivedAt,
    outcome: null,
    outcomeAt: null,
    outcomeBy: null,
  };
  expect(await reads().flagged(true)).toEqual([open]);
  expect(await reads().flagged(false)).toEqual([]);
  const recorded = { outcome: 'Spoke with her.', personId: house.manager.personId, now: NOON };
  expect(await write((transaction) => transaction.recordOutcome(momentId, recorded))).toBe(true);
  expect(await write((transaction) => transaction.recordOutcome(momentId, recorded))).toBe(false);
  expect(await reads().flagged(true)).toEqual([]);
  expect(await reads().flagged(false)).toEqual([
    {
      ...open,
      arrivedAt: MIDNIGHT,
      outcome: recorded.outcome,
      outcomeAt: NOON,
      outcomeBy: 'Mona of Riverside',
    },
  ]);
});

test('[A6] a code leads to its moments, to all of them where one phone sent it twice, until it expires', async () => {
  const codeHash = 'c0de';
  const receipt = { codeHash, expiresOn: '2027-05-22' };
  const [one, two] = [anEntry({ receipt }), anEntry({ receipt })];
  await holdAll([one, two]);
  await write((transaction) => transaction.release([one]));
  const found = await here.store.findReceipts(codeHash);
  expect(found.map(({ momentId }) => momentId).toSorted()).toEqual(
    [one.momentId, two.momentId].toSorted(),
  );
  expect(await here.store.findReceipts('another')).toEqual([]);
  await write((transaction) => transaction.release([two]));
  expect(await here.store.findReceipts(codeHash)).toHaveLength(2);
  expect(await write((transaction) => transaction.dropReceipts('2027-05-21'))).toBe(0);
  expect(await write((transaction) => transaction.dropReceipts('2027-05-22'))).toBe(2);
  expect(await here.store.findReceipts(codeHash)).toEqual([]);
});

test('[X2] [A8] what is erased leaves a tombstone and nothing else, released or held', async () => {
  const receipt = { codeHash: 'c0de', expiresOn: '2027-05-22' };
  const released = anEntry({ words: 'a confidence of one', receipt });
  const held = anEntry({ words: 'a confidence of two', receipt });
  await holdAll([released, held]);
  await write(async (transaction) => {
    await transaction.release([released]);
    for (const { momentId } of [released, held]) {
      await transaction.addToThread(momentId, fromSpeaker({ words: 'a confidence of three' }));
    }
  });
  for (const { momentId } of [released, held]) {
    expect(await write((transaction) => transaction.eraseMoment(momentId, MIDNIGHT))).toBe(true);
    expect(await write((transaction) => transaction.eraseMoment(momentId, MIDNIGHT))).toBe(false);
    expect(await reads().thread(momentId)).toEqual([]);
  }
  const unknown = randomUUID();
  expect(await write((transaction) => transaction.eraseMoment(unknown, MIDNIGHT))).toBe(false);
  expect(await inbox()).toEqual([]);
  expect(await here.store.findReceipts('c0de')).toEqual([]);
  expect(await holdAll([released, held])).toEqual([false, false]);
  expect(await here.rows('select words, withdrawn_at from moment')).toEqual([
    { words: null, withdrawn_at: MIDNIGHT },
    { words: null, withdrawn_at: MIDNIGHT },
  ]);
  expect(await here.holds('a confidence')).toBe(false);
});

test('[X2] [L3] what was taken back before its release stays so in a database that went back in time', async () => {
  const place = await newPlace();
  const first = await place.open();
  const { organisationId, programmeId } = house;
  await first.write(organisationId, async (transaction) => {
    await transaction.addOrganisation({ name: 'Riverside', createdAt: NOON });
    await transaction.addProgramme({ programmeId, name: 'Drop-in', createdAt: NOON });
    await transaction.hold(anEntry({ momentId: OTHER }));
    await transaction.hold(anEntry({ momentId: TAKEN_BACK, words: 'a confidence of two' }));
  });
  await first.close();
  const line = { organisationId, momentId: TAKEN_BACK, personId: '' };
  writeFileSync(join(place.folder, 'withdrawn.jsonl'), `${JSON.stringify(line)}\n`);
  const again = await place.open();
  expect(again.cameBack.withdrawnAgain).toBe(1);
  expect(await place.rows('select moment_id from held')).toEqual([{ moment_id: OTHER }]);
  expect(await place.holds('a confidence')).toBe(false);
  const taken = await again.write(organisationId, (transaction) =>
    transaction.hold(anEntry({ momentId: TAKEN_BACK })),
  );
  expect(taken).toBe(false);
  await again.close();
});

test('[X2] a practitioner’s moment can be erased, too: its operations say nothing any more', async () => {
  const { practitioner, programmeId } = house;
  const created = operationOf(aMoment({ programmeId, words: 'kept too long' }));
  const sender = { ...practitioner, channel: 'practitioner' };
  await accept(here.store, sender, [created], NOON);
  const { momentId } = created;
  expect(await write((transaction) => transaction.eraseMoment(momentId, NOON))).toBe(true);
  const amended = amendmentOf(momentId, 2, aMoment({ programmeId, words: 'kept too long' }));
  await accept(here.store, sender, [amended], NOON);
  expect(await reads().moment(momentId)).toBeNull();
  expect(await here.holds('kept too long')).toBe(false);
  const [change] = await reads().changes(practitioner.personId, 0, 10);
  expect(change?.change).toMatchObject({ momentId, moment: null });
});

test('[A8] [P9] narrowed once, no change from a phone makes it wider again', async () => {
  const { practitioner, programmeId } = house;
  const created = operationOf(aMoment({ programmeId, audience: 'public' }));
  const { momentId } = created;
  const sender = { ...practitioner, channel: 'practitioner' };
  await accept(here.store, sender, [created], NOON);
  const narrow = (audience: 'team' | 'board' | 'public') =>
    write((transaction) => transaction.narrowAudience(momentId, audience));
  expect(await narrow('board')).toBe(true);
  expect(await narrow('public')).toBe(false);
  const wide = aMoment({ programmeId, audience: 'public', words: 'wider' });
  await accept(here.store, sender, [amendmentOf(momentId, 2, wide)], NOON);
  expect(await reads().moment(momentId)).toMatchObject({ words: 'wider', audience: 'board' });
  expect(await narrow('team')).toBe(true);
  await accept(here.store, sender, [amendmentOf(momentId, 3, wide)], NOON);
  expect(await reads().moment(momentId)).toMatchObject({ audience: 'team' });
  expect(await here.rows('select audience from moment')).toEqual([{ audience: 'team' }]);
  expect(await write((transaction) => transaction.narrowAudience(randomUUID(), 'team'))).toBe(
    false,
  );
});

test('[A8] what is held is narrowed before anybody reads it', async () => {
  const entry = anEntry({ audience: 'board' });
  await holdAll([entry]);
  const narrow = (audience: 'team' | 'public') =>
    write((transaction) => transaction.narrowAudience(entry.momentId, audience));
  expect(await narrow('public')).toBe(false);
  expect(await narrow('team')).toBe(true);
  await write(async (transaction) =>
    transaction.release(await transaction.heldFor(house.programmeId)),
  );
  expect(await inbox()).toMatchObject([{ audience: 'team' }]);
});

test('[X2] what was kept long enough is erased, and what waits for an outcome is not', async () => {
  const old = anEntry({ receivedOn: '2024-11-22' });
  const limit = anEntry({ receivedOn: '2024-11-23' });
  const told = anEntry({ receivedOn: '2025-06-01' });
  const risk = anEntry({ receivedOn: '2024-01-01' });
  const all = [old, limit, told, risk];
  await holdAll(all);
  await write(async (transaction) => {
    const { momentId, programmeId } = risk;
    await transaction.flag({ momentId, programmeId, arrivedAt: NOON });
    await transaction.release(all);
    await transaction.markTold([told.momentId], '2025-11-22');
    await transaction.markTold([told.momentId, limit.momentId], '2026-11-01');
  });
  const { log } = here.installation;
  const means = { store: here.store, now: () => new Date(here.clock.now), log };
  expect(await eraseWhatIsOld(means)).toBe(2);
  const left = (await inbox()).map(({ momentId }) => momentId);
  expect(left.toSorted()).toEqual([limit.momentId, risk.momentId].toSorted());
  expect(here.log()).toContain('"erased":2');
  expect(await eraseWhatIsOld(means)).toBe(0);
});
