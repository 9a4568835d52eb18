import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/server/store/migrations/all.ts';
import { DatabaseNewer, migrate } from '../../src/server/store/migrations/migrate.ts';
import { openConnection } from '../../src/server/store/sqlite-connection.ts';
import { sqliteEngine } from '../../src/server/store/sqlite-engine.ts';
import { isDamaged } from '../../src/server/store/sqlite-trouble.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { openInstallation } from '../support/installation.ts';
import { temporaryFolder } from '../support/server.ts';

const databaseIn = (folder: string): string => join(folder, 'moments.sqlite');

describe('the database', () => {
  test('[P4] the live connection fsyncs every commit of a write-ahead log', async () => {
    const store = await openSqlite(temporaryFolder());
    const pragma = (name: string): unknown =>
      Object.values(store.writer.statement(`PRAGMA ${name}`).get() ?? {})[0];
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('secure_delete')).toBe(1);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('busy_timeout')).toBe(5000);
    await store.close();
  });

  test('[L3] the epoch stays the same from one start to the next', async () => {
    const folder = temporaryFolder();
    const first = await openSqlite(folder);
    await first.close();
    const second = await openSqlite(folder);
    expect(second.epoch).toBe(first.epoch);
    await second.close();
  });

  test('a file that is no database is told apart', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      databaseIn(folder),
      'this is a shopping list, and a long one at that. '.repeat(50),
    );
    const error: unknown = await openSqlite(folder).catch((reason: unknown) => reason);
    expect(isDamaged(error)).toBe(true);
  });
});

describe('migrations', () => {
  const open = (folder: string) => sqliteEngine(openConnection(databaseIn(folder)));
  const tablesIn = async (db: {
    introspection: Kysely<unknown>['introspection'];
  }): Promise<string[]> => (await db.introspection.getTables()).map(({ name }) => name);

  test('an empty database gets every table, and a second start changes nothing', async () => {
    const { db } = open(temporaryFolder());
    await migrate(db);
    const tables = await tablesIn(db);
    expect(tables).toEqual(expect.arrayContaining(['operation', 'moment', 'session', 'counter']));
    await migrate(db);
    expect(await tablesIn(db)).toEqual(tables);
    await db.destroy();
  });

  test('every key begins with the organisation, but for what belongs to the installation', async () => {
    const { db } = open(temporaryFolder());
    await migrate(db);
    const firsts = await sql<{ table: string; first: string }>`
      select m.name as "table", c.name as first
      from sqlite_master m join pragma_table_info(m.name) c on c.pk = 1
      where m.type = 'table' and m.name not like 'kysely%' and m.name not like 'sqlite%'`.execute(
      db,
    );
    const others = firsts.rows.filter(({ first }) => first !== 'organisation_id');
    expect(others.map(({ table }) => table).sort()).toEqual(['installation', 'setup_link']);
    await db.destroy();
  });

  test('a migration that fails half-way leaves nothing behind', async () => {
    const { db } = open(temporaryFolder());
    const broken = {
      ...MIGRATIONS,
      '999-broken': {
        up: async (on: Kysely<unknown>) => {
          await on.schema.createTable('half').addColumn('a', 'text').execute();
          throw new Error('half-way');
        },
      },
    };
    await expect(migrate(db, broken)).rejects.toThrow('half-way');
    expect(await tablesIn(db)).not.toContain('half');
    await migrate(db);
    expect(await tablesIn(db)).toContain('moment');
    await db.destroy();
  });

  test('a database of a newer program is refused and left as it is', async () => {
    const folder = temporaryFolder();
    const newer = { ...MIGRATIONS, '999-newer': { up: async () => {} } };
    const { db } = open(folder);
    await migrate(db, newer);
    await db.destroy();
    await expect(openSqlite(folder)).rejects.toThrow(DatabaseNewer);
  });
});

describe('the inbox', () => {
  test('a page deep down is found by its index, without sorting', async () => {
    const { store, close } = await openInstallation();
    const plan = store.writer
      .statement(
        `explain query plan select * from moment where organisation_id = 'o' and withdrawn_at is null
         and programme_id = 'p' and arrived_position < 100 order by arrived_position desc limit 50`,
      )
      .all()
      .map(({ detail }) => String(detail));
    expect(plan.join()).toContain('moment_inbox_programme');
    expect(plan.join()).not.toContain('TEMP B-TREE');
    await close();
  });
});
