import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';
import { MIGRATIONS } from './all.ts';

/** The database was last opened by a newer program: running this one on it could lose what it does not know. */
export class DatabaseNewer extends Error {
  override name = 'DatabaseNewer';
}

/**
 * Brings a database to this program's schema, all or nothing.
 *
 * @throws DatabaseNewer when it holds migrations that this program does not know; whatever the engine throws else.
 */
export const migrate = async (
  db: Kysely<any>,
  migrations: Record<string, Migration> = MIGRATIONS,
): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const before = await namesOfApplied(db);
  const unknown = before.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) throw new DatabaseNewer(`unknown migration ${unknown.join(', ')}`);
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
};

const namesOfApplied = async (db: Kysely<any>): Promise<string[]> => {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const rows: { name: string }[] = await db.selectFrom('kysely_migration').select('name').execute();
  return rows.map(({ name }) => name);
};
