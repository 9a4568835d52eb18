// A house with many moments, laid straight into the store, since sending them would take hours.
import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { MomentBody } from '../../src/contract/moment.ts';
import { found } from '../../src/server/set-up.ts';
import type { SqliteStore } from '../../src/server/store/sqlite.ts';
import type { KnownMoment, Store } from '../../src/server/store/store.ts';
import type { Tables } from '../../src/server/store/tables.ts';
import type { Place } from '../support/place.ts';

const AT_ONCE = 1000;
/** So many are laid one by one; all others are copies of these, made within the database. */
const LAID = 10_000;
const MINUTE_MS = 60_000;
const PROGRAMMES = 12;

/** A thousand words that sound like none, and a few that everybody says. */
const COMMON = 'the and we to it is was they not for very session good group today'.split(' ');
/** One of those that hardly any moment has. */
export const RARE_WORD = 'w63z';
const RARE = Array.from({ length: 1000 }, (_, index) => `w${(index * 7919).toString(36)}`);

/** Half of all moments have the one, half the other, and none has both. */
export const APART = ['morning', 'evening'] as const;

const wordsOf = (index: number): string =>
  Array.from({ length: 24 }, (_, at) => {
    if (at === 0) return APART[index % 2];
    const chance = (Math.imul(index * 31 + at, 0x9e3779b1) >>> 8) % 100;
    return chance < 60
      ? COMMON[chance % COMMON.length]
      : RARE[(index * 13 + at * 101) % RARE.length];
  }).join(' ');

const KINDS = ['celebrate', 'improve', 'idea'] as const;
const AUDIENCES = ['team', 'team', 'board', 'public'] as const;
const STAGES = [null, 'joining', 'during', 'leaving', 'after'] as const;

export interface ManyMoments {
  organisationId: string;
  managerId: string;
  programmeIds: string[];
}

/** All but the newest hundred are seen, and every third good one of those is answered. */
export const layMoments = async (
  place: Place,
  store: Store,
  count: number,
): Promise<ManyMoments> => {
  const organisationId = randomUUID();
  // It need not outlive a power cut, and there is room.
  if ('writer' in store) {
    (store as SqliteStore).writer.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000');
  }
  const begin = Date.parse('2026-11-23T12:00:00.000Z') - count * MINUTE_MS;
  const { personId, programmeIds } = await store.write(organisationId, async (transaction) => {
    const first = await found(
      transaction,
      { organisation: 'Harbour House', person: 'Rosa', programme: 'Programme 0' },
      new Date(begin).toISOString(),
    );
    const ids = [first.programmeId];
    for (let index = 1; index < PROGRAMMES; index += 1) {
      const programmeId = randomUUID();
      ids.push(programmeId);
      const name = `Programme ${index}`;
      await transaction.addProgramme({ programmeId, name, createdAt: '' });
    }
    return { personId: first.personId, programmeIds: ids };
  });
  const db = place.openDatabase();
  const indexes = await takeIndexes(db, 'writer' in store);
  for (let from = 0; from < Math.min(LAID, count); from += AT_ONCE) {
    await store.write(organisationId, async (transaction) => {
      const first = await transaction.takePositions(AT_ONCE);
      const moments = Array.from({ length: AT_ONCE }, (_, index) =>
        momentAt(from + index, first + index, begin, personId, programmeIds),
      );
      await transaction.putMoments(moments);
    });
  }
  for (let above = LAID; above < count; above += LAID) await copy(db, 'writer' in store, above);
  await sql`update moment set seen_at = received_at, state = case
    when kind = 'celebrate' and arrived_position % 3 = 0 then 'answered' else 'to-answer' end
    where arrived_position <= ${count - 100}`.execute(db);
  await sql`delete from tally`.execute(db);
  await sql`insert into tally (organisation_id, programme_id, kind, state, count)
    select organisation_id, programme_id, kind, state, count(*) from moment group by 1, 2, 3, 4`.execute(
    db,
  );
  for (const definition of indexes) await sql.raw(definition).execute(db);
  await db.destroy();
  // SQLite knows all that it needs to.
  if (!('writer' in store)) await place.rows('vacuum analyze');
  return { organisationId, managerId: personId, programmeIds };
};

/** What was laid once more, so many places further up, with other ids. */
const copy = async (db: Kysely<Tables>, isSqlite: boolean, above: number): Promise<void> => {
  const { rows } = await sql<Record<string, unknown>>`select * from moment limit 1`.execute(db);
  const columns = Object.keys(rows[0]!);
  const id = isSqlite
    ? sql`lower(hex(randomblob(4)) || '-0000-4000-8000-' || hex(randomblob(6)))`
    : sql`gen_random_uuid()::text`;
  const values = columns.map((name) => {
    if (name === 'moment_id') return id;
    return name.endsWith('_position') ? sql`${sql.ref(name)} + ${above}` : sql.ref(name);
  });
  await sql`insert into moment (${sql.join(columns.map((name) => sql.ref(name)))})
    select ${sql.join(values)} from moment where arrived_position <= ${LAID}`.execute(db);
  await (
    isSqlite
      ? sql`insert into moment_search (rowid, terms) select rowid + ${above}, terms from moment_search
        order by rowid limit ${LAID}`
      : sql`insert into moment_search (organisation_id, position, terms)
        select organisation_id, position + ${above}, terms from moment_search
        where position <= ${LAID}`
  ).execute(db);
};

/**
 * Drops what the inbox is read by: made once all is laid, it takes a fraction of the time. Returns how to make it again.
 */
const takeIndexes = async (db: Kysely<Tables>, isSqlite: boolean): Promise<string[]> => {
  const { rows } = await (
    isSqlite
      ? sql<Index>`select name, sql as definition from sqlite_master
        where type = 'index' and tbl_name = 'moment' and sql is not null`
      : sql<Index>`select indexname as name, indexdef as definition from pg_indexes
        where tablename in ('moment', 'moment_search') and indexdef not like 'CREATE UNIQUE%'`
  ).execute(db);
  for (const { name } of rows) await sql`drop index ${sql.id(name)}`.execute(db);
  return rows.map(({ definition }) => definition);
};

interface Index {
  name: string;
  definition: string;
}

const momentAt = (
  index: number,
  position: number,
  begin: number,
  personId: string,
  programmeIds: readonly string[],
): KnownMoment => {
  const at = new Date(begin + index * MINUTE_MS).toISOString();
  const pick = <Value>(from: readonly Value[], by: number): Value =>
    from[Math.floor(index / by) % from.length]!;
  const programmeId = pick(programmeIds, 1);
  const body: MomentBody = {
    words: wordsOf(index),
    kind: pick(KINDS, 5),
    audience: pick(AUDIENCES, 7),
    whose: 'theirs',
    programmeId,
    group: index % 4 === 0 ? `Group ${index % 40}` : null,
    about: null,
    stage: pick(STAGES, 3),
    principles: index % 5 === 0 ? ['networks'] : [],
    saidAt: at,
  };
  return {
    momentId: randomUUID(),
    personId,
    channel: index % 6 === 0 ? 'own-phone' : 'practitioner',
    programmeId,
    standing: { revision: 1, operationId: randomUUID(), body, conflicted: false },
    receivedAt: at,
    withdrawnAt: null,
    arrivedPosition: position,
    changedPosition: position,
  };
};
