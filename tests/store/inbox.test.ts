// What the inbox finds and counts, on each engine.

import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { InboxFilter } from '../../src/contract/desk-inbox.ts';
import type { MomentBody } from '../../src/contract/moment.ts';
import { accept } from '../../src/server/accept.ts';
import { MIGRATIONS } from '../../src/server/store/migrations/all.ts';
import { migrate } from '../../src/server/store/migrations/migrate.ts';
import type { WriteTransaction } from '../../src/server/store/store.ts';
import { NOON, type Organisation, openInstallation } from '../support/installation.ts';
import type { TestInstallation } from '../support/installation.ts';
import { aMoment, amendmentOf, operationOf, withdrawalOf } from '../support/operations.ts';
import { ONLY_SQLITE, newPlace } from '../support/place.ts';

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

const keep = async (
  said: Partial<MomentBody> = {},
  { at = NOON, channel = 'practitioner', of = house } = {},
): Promise<string> => {
  const operation = operationOf(aMoment({ programmeId: of.programmeId, ...said }));
  const [result] = await accept(here.store, { ...of.practitioner, channel }, [operation], at);
  expect(result?.status).toBe('stored');
  return operation.momentId;
};
const withdraw = (momentId: string) =>
  accept(
    here.store,
    { ...house.practitioner, channel: 'practitioner' },
    [withdrawalOf(momentId, 9, house.programmeId)],
    NOON,
  );
const answer = (momentId: string, isQuestion = false): Promise<string> => {
  const entryId = randomUUID();
  return write(async (transaction) => {
    await transaction.addToThread(momentId, {
      entryId,
      from: 'manager',
      words: 'We bought cushions.',
      isQuestion,
      changed: null,
      writtenAt: NOON,
      personId: house.manager.personId,
    });
    return entryId;
  });
};
const see = (momentId: string) =>
  write((transaction) => transaction.markSeen(momentId, house.manager.personId, NOON));
const found = async (filter: InboxFilter): Promise<string[]> =>
  (await reads().inbox(filter, null, 100)).map(({ moment }) => moment.words);
const stateOf = async (momentId: string) => (await reads().moment(momentId))?.state;
const counts = async (filter: InboxFilter = {}) => (await reads().countStates(filter)).counts;

describe('states', () => {
  test('a good moment goes from new to told back, and back where its answer is taken back', async () => {
    const momentId = await keep({ kind: 'celebrate' });
    expect(await stateOf(momentId)).toBe('new');
    await see(momentId);
    expect(await stateOf(momentId)).toBe('to-answer');
    await answer(momentId, true);
    expect(await stateOf(momentId)).toBe('to-answer');
    const entryId = await answer(momentId);
    expect(await stateOf(momentId)).toBe('answered');
    await write((transaction) => transaction.markTold([momentId], '2026-11-24'));
    expect(await stateOf(momentId)).toBe('told-back');
    await write((transaction) => transaction.takeBackAnswer(momentId, entryId, NOON));
    expect(await stateOf(momentId)).toBe('to-answer');
  });

  test('words that were written back wait for an answer again; that it changed does not', async () => {
    const momentId = await keep({ kind: 'celebrate' });
    await see(momentId);
    await answer(momentId);
    const back = (words: string, changed: 'yes' | null) =>
      write((transaction) =>
        transaction.addToThread(momentId, {
          entryId: randomUUID(),
          from: 'speaker',
          words,
          isQuestion: false,
          changed,
          writtenAt: '2026-11-23T00:00:00.000Z',
          personId: null,
        }),
      );
    await back('', 'yes');
    expect(await stateOf(momentId)).toBe('answered');
    await back('But the door still sticks.', null);
    expect(await stateOf(momentId)).toBe('to-answer');
    await answer(momentId);
    expect(await stateOf(momentId)).toBe('answered');
  });

  test('[B1] what could be better stays to answer, answered and read; and so does what becomes that', async () => {
    const improve = await keep({ kind: 'improve' });
    const celebrate = await keep({ kind: 'celebrate' });
    for (const momentId of [improve, celebrate]) {
      await answer(momentId);
      await write((transaction) => transaction.markTold([momentId], '2026-11-24'));
    }
    expect(await stateOf(improve)).toBe('to-answer');
    expect(await stateOf(celebrate)).toBe('told-back');
    const better = aMoment({ kind: 'idea', programmeId: house.programmeId });
    const sender = { ...house.practitioner, channel: 'practitioner' };
    await accept(here.store, sender, [amendmentOf(celebrate, 2, better)], NOON);
    expect(await stateOf(celebrate)).toBe('to-answer');
  });

  test('the counts are what counting says, whatever happened', async () => {
    const ids: string[] = [];
    for (const kind of [
      'celebrate',
      'improve',
      'idea',
      'celebrate',
      'celebrate',
      'idea',
    ] as const) {
      ids.push(await keep({ kind }));
    }
    await see(ids[0]!);
    await answer(ids[1]!);
    await answer(ids[3]!);
    await withdraw(ids[4]!);
    await write((transaction) => transaction.eraseMoment(ids[5]!, NOON));
    const body = aMoment({ kind: 'improve', programmeId: house.programmeId });
    const sender = { ...house.practitioner, channel: 'practitioner' };
    await accept(here.store, sender, [amendmentOf(ids[3]!, 2, body)], NOON);
    expect(await counts()).toEqual({
      new: 1,
      'to-answer': 3,
      answered: 0,
      promised: 0,
      'told-back': 0,
    });
    expect(await counts({ kind: 'improve', state: 'new' })).toMatchObject({
      new: 0,
      'to-answer': 2,
    });
    expect(await counts({ programme: house.programmeId })).toEqual(await counts());
    // The same by a filter that the tally does not hold, and by the rows themselves.
    expect(await counts({ audience: 'team' })).toEqual(await counts());
    const tally = await here.rows(
      'select kind, state, count from tally where count <> 0 order by 1, 2',
    );
    const rows = await here.rows(
      `select kind, state, count(*) as count from moment where withdrawn_at is null group by 1, 2 order by 1, 2`,
    );
    expect(tally).toEqual(rows);
  });

  test('a write that fails takes its counting back', async () => {
    const momentId = await keep();
    await expect(
      write(async (transaction) => {
        await transaction.markSeen(momentId, house.manager.personId, NOON);
        throw new Error('half-way');
      }),
    ).rejects.toThrow('half-way');
    expect(await counts()).toMatchObject({ new: 1, 'to-answer': 0 });
  });
});

describe('filters', () => {
  test('each one by itself, and all together', async () => {
    const day = (date: string) => ({ at: `${date}T23:59:59.999Z` });
    const whole: Partial<MomentBody> = {
      words: 'all of it',
      group: 'Tuesday group',
      kind: 'idea',
      stage: 'during',
      principles: ['networks', 'own-principle'],
      audience: 'board',
    };
    await keep({ words: 'before', principles: ['blurred-roles'] }, day('2026-11-01'));
    const target = await keep(whole, day('2026-11-10'));
    await keep({ words: 'after', group: 'Tuesday', principles: ['own'] }, day('2026-11-20'));
    await keep({ words: 'by file' }, { ...day('2026-11-20'), channel: 'handed-in' });
    await keep({ words: 'from a sheet' }, { ...day('2026-11-20'), channel: 'imported' });
    const personId = house.manager.personId;
    const to = { to: personId, by: personId, now: NOON };
    await write((transaction) => transaction.assign(target, to));
    const each: InboxFilter[] = [
      { group: 'Tuesday group' },
      { kind: 'idea' },
      { stage: 'during' },
      { principle: 'networks' },
      { principle: 'own-principle' },
      { audience: 'board' },
      { from: '2026-11-10', to: '2026-11-10' },
      { assigned: personId },
    ];
    for (const filter of each) {
      expect([filter, await found(filter)]).toEqual([filter, ['all of it']]);
      expect([filter, await counts(filter)]).toEqual([
        filter,
        { new: 1, 'to-answer': 0, answered: 0, promised: 0, 'told-back': 0 },
      ]);
    }
    expect(await found(Object.assign({}, ...each))).toEqual(['all of it']);
    expect(await found({ channel: 'imported' })).toEqual(['from a sheet']);
    expect(await found({ channel: 'practitioner' })).toEqual([
      'by file',
      'after',
      'all of it',
      'before',
    ]);
    expect(await found({ assigned: 'nobody' })).toHaveLength(4);
    expect(await found({ to: '2026-11-09' })).toEqual(['before']);
    expect(await found({ from: '2026-11-11' })).toHaveLength(3);
    expect(await found({ programme: randomUUID() })).toEqual([]);
    // What a like would take for any letter is a letter.
    expect(await found({ principle: 'own-principl' })).toEqual([]);
  });

  test('by state, page by page, none twice and none left out while more arrive', async () => {
    const said = Array.from({ length: 25 }, (_, index) => `said ${index}`);
    for (const words of said) await see(await keep({ words }));
    const read: string[] = [];
    for (let before: number | null = null; ;) {
      const page = await reads().inbox({ state: 'to-answer' }, before, 10);
      read.push(...page.map(({ moment }) => moment.words));
      await keep({ words: 'said meanwhile' });
      if (page.length < 10) break;
      before = page.at(-1)!.position;
    }
    expect(read).toEqual(said.toReversed());
  });
});

test('however far back it lies, it is found, page by page; only the newest are counted under such a filter', async () => {
  const said: string[] = [];
  for (const words of ['first', 'second', 'third']) {
    said.push(words);
    await keep({ words, audience: 'public' });
    // Places that nothing stands at any more: as if many others lay between.
    await write((transaction) => transaction.takePositions(45_000));
  }
  await keep({ words: 'the newest' });
  expect(await found({ audience: 'public' })).toEqual(said.toReversed());
  const [last] = await reads().inbox({ audience: 'public' }, null, 1);
  const rest = await reads().inbox({ audience: 'public' }, last!.position, 5);
  expect(rest.map(({ moment }) => moment.words)).toEqual(['second', 'first']);
  expect(await reads().countStates({ audience: 'public' })).toMatchObject({
    counts: { new: 0 },
    areMore: true,
  });
  expect(await counts()).toMatchObject({ new: 4 });
});

describe('search', () => {
  test('finds all of the words, in any form that English gives them, newest first', async () => {
    await keep({ words: 'The chairs in the hall are hard.' });
    await keep({ words: 'A chair broke!' });
    await keep({ words: 'The hall is cold.' });
    expect(await found({ search: 'chair' })).toEqual([
      'A chair broke!',
      'The chairs in the hall are hard.',
    ]);
    expect(await found({ search: 'HALL chairs' })).toEqual(['The chairs in the hall are hard.']);
    expect(await found({ search: 'the' })).toHaveLength(2);
    expect(await found({ search: 'table' })).toEqual([]);
    expect(await counts({ search: 'hall' })).toMatchObject({ new: 2 });
  });

  test('other scripts are found by whole words', async () => {
    await keep({ words: 'الكراسي في القاعة قاسية' });
    await keep({ words: 'कुर्सियाँ बहुत सख्त हैं' });
    await keep({ words: '椅子太硬了' });
    await keep({ words: 'Крісла в залі тверді' });
    expect(await found({ search: 'القاعة' })).toEqual(['الكراسي في القاعة قاسية']);
    expect(await found({ search: 'सख्त' })).toEqual(['कुर्सियाँ बहुत सख्त हैं']);
    expect(await found({ search: '椅子' })).toEqual(['椅子太硬了']);
    expect(await found({ search: 'ЗАЛІ' })).toEqual(['Крісла в залі тверді']);
  });

  test.each([
    `"`,
    `a" OR "b`,
    `hall*`,
    `'; drop table moment; --`,
    `hall & !cold`,
    `{terms}: hall`,
    `\\`,
  ])('what would mean something to an engine is looked for as words: %s', async (search) => {
    await keep({ words: 'The hall is cold.' });
    const all = await found({ search });
    expect(all.length).toBeLessThanOrEqual(1);
    expect(await counts({ search })).toMatchObject({ new: all.length });
  });

  test('with a filter and page by page', async () => {
    for (let index = 0; index < 30; index += 1) {
      await keep({ words: `cold ${index}`, kind: index % 3 === 0 ? 'idea' : 'improve' });
    }
    const filter: InboxFilter = { search: 'cold', kind: 'idea' };
    const first = await reads().inbox(filter, null, 6);
    const second = await reads().inbox(filter, first.at(-1)!.position, 6);
    expect([...first, ...second].map(({ moment }) => moment.words)).toEqual(
      [27, 24, 21, 18, 15, 12, 9, 6, 3, 0].map((index) => `cold ${index}`),
    );
  });

  test('[X1] nothing of another organisation is found, whatever its place', async () => {
    const hillside = await here.organisation('Hillside');
    await keep({ words: 'cold here' });
    await keep({ words: 'cold there' }, { of: hillside });
    expect(await found({ search: 'cold' })).toEqual(['cold here']);
    const there = await here.store.of(hillside.organisationId).inbox({ search: 'cold' }, null, 9);
    expect(there.map(({ moment }) => moment.words)).toEqual(['cold there']);
  });

  test('changed words are found, those before no more', async () => {
    const momentId = await keep({ words: 'the radiator' });
    const body = aMoment({ words: 'the window', programmeId: house.programmeId });
    const sender = { ...house.practitioner, channel: 'practitioner' };
    await accept(here.store, sender, [amendmentOf(momentId, 2, body)], NOON);
    expect(await found({ search: 'radiator' })).toEqual([]);
    expect(await found({ search: 'window' })).toEqual(['the window']);
  });

  test('[X2] withdrawn and erased words are found no more, and nothing of them is left', async () => {
    const withdrawn = await keep({ words: 'zwieback confidence' });
    const erased = await keep({ words: 'zwetschge confidence' });
    await keep({ words: 'nothing said in confidence' });
    const note = {
      noteId: randomUUID(),
      words: 'pumpernickel',
      personId: house.manager.personId,
      now: NOON,
    };
    await write((transaction) => transaction.addNote(erased, note));
    expect(await here.holds('zwieback')).toBe(true);
    expect(await here.holds('pumpernickel')).toBe(true);
    await withdraw(withdrawn);
    await write((transaction) => transaction.eraseMoment(erased, NOON));
    expect(await found({ search: 'confidence' })).toEqual(['nothing said in confidence']);
    // English endings are off in the index: no longer than this can be asked for.
    for (const words of ['zwieback', 'zwetschg', 'pumpernickel']) {
      expect([words, await here.holds(words)]).toEqual([words, false]);
    }
    expect(await reads().notes(erased)).toEqual([]);
  });

  test.each(ONLY_SQLITE)('[X2] the index overwrites what is deleted, on %s', async () => {
    const config = await here.rows(`select v from moment_search_config where k = 'secure-delete'`);
    expect(config).toEqual([{ v: 1 }]);
  });
});

test('[X2] what was anonymous is searched once it is released, and not before', async () => {
  const entry = {
    momentId: randomUUID(),
    programmeId: house.programmeId,
    channel: 'own-phone' as const,
    words: 'the radiator',
    kind: 'improve' as const,
    audience: 'team' as const,
    receivedOn: '2026-11-23',
    receipt: null,
  };
  await write((transaction) => transaction.hold(entry));
  expect(await found({ search: 'radiator' })).toEqual([]);
  await write((transaction) => transaction.release([entry]));
  expect(await found({ search: 'radiator', channel: 'own-phone' })).toEqual(['the radiator']);
});

test('a database of before has its states, its counts and its words to be found', async () => {
  const place = await newPlace();
  const db = place.openDatabase();
  const { '004-desk': _desk, ...before } = MIGRATIONS;
  const older = Object.fromEntries(Object.entries(before).filter(([name]) => name < '004'));
  await migrate(db, older);
  const organisation_id = randomUUID();
  const said = {
    organisation_id,
    person_id: '',
    channel: 'own-phone',
    programme_id: 'p',
    revision: 1,
  };
  const rest = {
    operation_id: '',
    conflicted: 0,
    audience: 'team',
    whose: 'theirs',
    principles: '[]',
  };
  const times = { said_at: NOON, received_at: NOON };
  const moments = [
    { kind: 'celebrate', words: 'new chairs' },
    { kind: 'celebrate', words: 'seen chairs', seen_at: NOON },
    { kind: 'celebrate', words: 'answered chairs', seen_at: NOON, isAnswered: true },
    {
      kind: 'celebrate',
      words: 'told chairs',
      seen_at: NOON,
      isAnswered: true,
      told_on: '2026-11-24',
    },
    { kind: 'idea', words: 'answered idea', isAnswered: true },
    { kind: null, words: null, withdrawn_at: NOON },
  ];
  const raw = db as unknown as Kysely<Record<string, Record<string, unknown>>>;
  await raw
    .insertInto('organisation')
    .values({ organisation_id, name: 'A', created_at: NOON })
    .execute();
  for (const [index, { isAnswered, ...moment }] of moments.entries()) {
    const moment_id = `m${index}`;
    const places = { arrived_position: index + 1, changed_position: index + 1 };
    await raw
      .insertInto('moment')
      .values({ ...said, ...rest, ...times, ...places, moment_id, ...moment })
      .execute();
    if (!isAnswered) continue;
    const written = {
      side: 'manager',
      words: 'Yes.',
      is_question: 0,
      written_at: NOON,
      position: 1,
    };
    await raw
      .insertInto('thread')
      .values({ organisation_id, moment_id, entry_id: 'e', ...written })
      .execute();
  }
  await db.destroy();
  const store = await place.open();
  const inbox = await store.of(organisation_id).inbox({}, null, 10);
  expect(inbox.map(({ moment }) => [moment.words, moment.state])).toEqual([
    ['answered idea', 'to-answer'],
    ['told chairs', 'told-back'],
    ['answered chairs', 'answered'],
    ['seen chairs', 'to-answer'],
    ['new chairs', 'new'],
  ]);
  const { counts: all } = await store.of(organisation_id).countStates({});
  expect(all).toEqual({ new: 1, 'to-answer': 2, answered: 1, promised: 0, 'told-back': 1 });
  const chairs = await store.of(organisation_id).inbox({ search: 'chair' }, null, 10);
  expect(chairs).toHaveLength(4);
  await store.close();
});

test('what was for somebody who is removed is nobody’s, and is found as that', async () => {
  const momentId = await keep();
  const { personId } = house.manager;
  await write((transaction) =>
    transaction.assign(momentId, { to: personId, by: personId, now: NOON }),
  );
  expect(await found({ assigned: 'nobody' })).toEqual([]);
  await write((transaction) =>
    transaction.removePerson(personId, { nameInstead: 'Somebody who left', now: NOON }),
  );
  expect((await reads().inbox({ assigned: 'nobody' }, null, 9))[0]?.moment).toMatchObject({
    momentId,
    assignedTo: null,
  });
});
