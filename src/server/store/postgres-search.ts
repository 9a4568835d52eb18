import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { MomentState } from '../../contract/desk-inbox.ts';
import { termsOf } from '../../domain/search.ts';
import type { Database, Search } from './engine.ts';

/** The words of moments as tsvector, without English endings and with every word, however common. */
export const makePostgresSearch = async (db: Database): Promise<void> => {
  // English as it comes leaves out what is common: "the who" could not be found.
  await sql`create text search dictionary moments_english
    (template = snowball, language = english)`.execute(db);
  await sql`create table moment_search (
    organisation_id text collate "C" not null,
    position bigint not null,
    terms tsvector not null,
    primary key (organisation_id, position))`.execute(db);
  await sql`create index moment_search_terms on moment_search using gin (terms)`.execute(db);
};

/** Before each word: one index serves all organisations, and no search meets the words of another. */
const markOf = (organisationId: string): string => `${organisationId.slice(0, 8)}:`;

/** So many of the newest are looked at one by one, as many as anybody asks for at once: it takes some 20 ms. */
const NEWEST = 20_000;

interface Found {
  position: number;
  state: MomentState;
}

const WITHOUT_ENDING = sql`coalesce((ts_lexize('moments_english', t.word))[1], t.word)`;

export const postgresSearch = (db: Database): Search => ({
  index: async (organisationId, entries) => {
    const changed = entries.filter(({ isNew }) => !isNew).map(({ position }) => position);
    if (changed.length > 0) {
      await sql`delete from moment_search where organisation_id = ${organisationId}
        and position = any(${changed}::bigint[])`.execute(db);
    }
    const said = entries.flatMap(({ position, words }) =>
      words === null ? [] : [{ position, terms: termsOf(words) }],
    );
    if (said.length === 0) return;
    await sql`insert into moment_search (organisation_id, position, terms)
      select ${organisationId}, e.position, array_to_tsvector(array(
        select distinct ${markOf(organisationId)}::text || ${WITHOUT_ENDING}
        from json_array_elements_text(e.terms) as t(word)))
      from json_to_recordset(${JSON.stringify(said)}) as e(position bigint, terms json)`.execute(
      db,
    );
  },
  matching: async (organisationId, terms, { before, after, narrow, limit }) => {
    if (terms.length === 0) return [];
    const { rows: words } = await sql<{ word: string }>`
      select ${WITHOUT_ENDING} as word from unnest(${terms}::text[]) as t(word)`.execute(db);
    // Said as a value: then the planner knows how common these words are.
    const all = words.map(({ word }) => `'${markOf(organisationId)}${word}'`).join(' & ');
    const asked = sql`s.terms @@ ${all}::tsquery`;
    const range = sql`s.organisation_id = ${organisationId} and s.position > ${after}
      ${before === null ? sql`` : sql`and s.position < ${before}`}`;
    // Each is looked up by itself, newest first, until there are enough: `offset` keeps the planner from reading all
    // moments beside all that was found.
    const foundIn = async (some: RawBuilder<unknown>): Promise<Found[]> => {
      const { rows } = await sql<{ position: string; state: MomentState }>`
        select s.position, f.state from (${some}) s cross join lateral (
          select m.state from moment m
          where m.organisation_id = ${organisationId} and m.arrived_position = s.position
            and m.withdrawn_at is null and ${narrow} offset 0) f
        order by s.position desc limit ${limit}`.execute(db);
      return rows.map(({ position, state }) => ({ position: Number(position), state }));
    };
    const byIndex = sql`select s.position from moment_search s where ${range} and ${asked}`;
    // How common one word is the planner knows, and an older part is looked through a piece at a time.
    if (after > 0 && (before !== null || terms.length === 1)) return foundIn(byIndex);
    // Several it takes to be said independently of each other: two that are common, but never said together, it would
    // look for among all moments, one by one. So what is common is found among the newest, one by one and
    // no further; what is not, by the index, apart from any order that could tempt it.
    const newest = await foundIn(sql`select t.position from (
      select s.position, s.terms from moment_search s where ${range}
      order by s.position desc limit ${NEWEST}) t where t.terms @@ ${all}::tsquery`);
    if (newest.length === limit || after > 0) return newest;
    return foundIn(sql`with matched as materialized (${byIndex}) select position from matched`);
  },
});
