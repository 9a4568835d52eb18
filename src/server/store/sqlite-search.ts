import { sql } from 'kysely';
import type { SQLInputValue } from 'node:sqlite';
import type { MomentState } from '../../contract/desk-inbox.ts';
import { termsOf } from '../../domain/search.ts';
import type { Database, Search } from './engine.ts';

/**
 * How many numbers of rows each organisation has in the table of search: a row's number is where these begin and the
 * moment's place in the inbox. So one organisation's rows lie together, newest last.
 */
const PLACES = 2 ** 36;

/** Runs a statement that returns nothing. */
type Run = (text: string, values: SQLInputValue[]) => void | Promise<unknown>;

/** The words of moments by FTS5, which takes off English endings; what is deleted is overwritten at once (X2). */
export const makeSqliteSearch = async (db: Database): Promise<void> => {
  await sql`create table search_number (
    organisation_id text primary key not null, number integer not null) without rowid`.execute(db);
  // It is given our own words: only blanks part them, and only a to z are letters to it.
  await sql`create virtual table moment_search using fts5(
    terms, tokenize = 'porter ascii', detail = none, columnsize = 0)`.execute(db);
  await sql`insert into moment_search (moment_search, rank) values ('secure-delete', 1)`.execute(
    db,
  );
};

export const sqliteSearch = (db: Database, run: Run): Search => {
  const beginningOf = async (organisationId: string): Promise<number | null> => {
    const { rows } = await sql<{ number: number }>`select number from search_number
      where organisation_id = ${organisationId}`.execute(db);
    return rows[0] === undefined ? null : rows[0].number * PLACES;
  };
  const beginningFor = async (organisationId: string): Promise<number> => {
    const known = await beginningOf(organisationId);
    if (known !== null) return known;
    await sql`insert into search_number (organisation_id, number)
      select ${organisationId}, coalesce(max(number), 0) + 1 from search_number`.execute(db);
    return beginningFor(organisationId);
  };

  return {
    index: async (organisationId, entries) => {
      if (entries.length === 0) return;
      const beginning = await beginningFor(organisationId);
      const known = entries.filter(({ isNew }) => !isNew);
      for (const { position } of known) {
        await run('delete from moment_search where rowid = ?', [beginning + position]);
      }
      // With `secure-delete` and `detail = none`, FTS5 mixes up a row that is deleted and written again before it wrote down
      // the deletion: terms are lost, and a backup finds the file damaged.
      if (known.some(({ words }) => words !== null)) {
        await run("insert into moment_search (moment_search) values ('flush')", []);
      }
      for (const { position, words } of entries) {
        if (words === null) continue;
        const values = [beginning + position, termsOf(words).join(' ')];
        await run('insert into moment_search (rowid, terms) values (?, ?)', values);
      }
    },
    matching: async (organisationId, terms, { before, after, narrow, limit }) => {
      const beginning = await beginningOf(organisationId);
      if (beginning === null || terms.length === 0) return [];
      const all = terms.map((term) => `"${term}"`).join(' ');
      // Search leads, whatever the planner thinks: newest first, until there are enough.
      const { rows } = await sql<{ position: number; state: MomentState }>`
        select m.arrived_position as position, m.state from moment_search s
        cross join moment m on m.organisation_id = ${organisationId}
          and m.arrived_position = s.rowid - ${beginning}
        where s.moment_search match ${all}
          and s.rowid > ${beginning + after} and s.rowid < ${beginning + (before ?? PLACES)}
          and m.withdrawn_at is null and ${narrow}
        order by s.rowid desc limit ${limit}`.execute(db);
      return rows;
    },
  };
};
