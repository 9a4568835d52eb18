import { CompiledQuery, SqliteAdapter } from 'kysely';
import type { Kysely } from 'kysely';
import type { Search } from '../engine.ts';
import { makePostgresSearch, postgresSearch } from '../postgres-search.ts';
import { makeSqliteSearch, sqliteSearch } from '../sqlite-search.ts';

const AT_ONCE = 1000;

/** Each engine searches in its own way; what is there already can be found from now on. */
export const makeSearch = async (db: Kysely<any>): Promise<void> => {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  await (isSqlite ? makeSqliteSearch(db) : makePostgresSearch(db));
  const search = isSqlite
    ? sqliteSearch(db, (text, values) => db.executeQuery(CompiledQuery.raw(text, values)))
    : postgresSearch(db);
  const organisations = await db.selectFrom('organisation').select('organisation_id').execute();
  for (const { organisation_id } of organisations) await take(db, search, organisation_id);
};

const take = async (db: Kysely<any>, search: Search, organisationId: string): Promise<void> => {
  for (let after = 0; ;) {
    const rows: { arrived_position: number | string; words: string }[] = await db
      .selectFrom('moment')
      .select(['arrived_position', 'words'])
      .where('organisation_id', '=', organisationId)
      .where('withdrawn_at', 'is', null)
      .where('arrived_position', '>', after)
      .orderBy('arrived_position')
      .limit(AT_ONCE)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    await search.index(
      organisationId,
      rows.map(({ arrived_position, words }) => ({
        position: Number(arrived_position),
        words,
        isNew: true,
      })),
    );
    after = Number(last.arrived_position);
  }
};
