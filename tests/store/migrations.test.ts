import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/server/store/migrations/all.ts';
import { DatabaseNewer, migrate } from '../../src/server/store/migrations/migrate.ts';
import { isOnPostgres, newPlace } from '../support/place.ts';

const tablesIn = async (db: {
  introspection: Kysely<unknown>['introspection'];
}): Promise<string[]> => (await db.introspection.getTables()).map(({ name }) => name);

test('an empty database gets every table, and a second start changes nothing', async () => {
  const db = (await newPlace()).openDatabase();
  await migrate(db);
  const tables = await tablesIn(db);
  expect(tables).toEqual(expect.arrayContaining(['operation', 'moment', 'session', 'counter']));
  await migrate(db);
  expect(await tablesIn(db)).toEqual(tables);
  await db.destroy();
});

const firstOfEachKey = isOnPostgres
  ? sql<{ table: string; first: string }>`
      select table_name as "table", column_name as first
      from information_schema.table_constraints natural join information_schema.key_column_usage
      where table_schema = 'public' and constraint_type = 'PRIMARY KEY' and ordinal_position = 1 and table_name not like 'kysely%'`
  : sql<{ table: string; first: string }>`
      select m.name as "table", c.name as first
      from sqlite_master m join pragma_table_info(m.name) c on c.pk = 1
      where m.type = 'table' and m.name not like 'kysely%' and m.name not like 'sqlite%'
        -- Of these, search makes its own; their numbers begin with the organisation's.
        and m.name not like 'moment_search_%'`;

test('every key begins with the organisation, but for what belongs to the installation', async () => {
  const db = (await newPlace()).openDatabase();
  await migrate(db);
  const firsts = await firstOfEachKey.execute(db);
  expect(firsts.rows.length).toBeGreaterThan(8);
  const others = firsts.rows.filter(({ first }) => first !== 'organisation_id');
  expect(others.map(({ table }) => table).sort()).toEqual(['installation', 'setup_link']);
  await db.destroy();
});

test('a migration that fails half-way leaves nothing behind', async () => {
  const db = (await newPlace()).openDatabase();
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
  const place = await newPlace();
  const db = place.openDatabase();
  await migrate(db, { ...MIGRATIONS, '999-newer': { up: async () => {} } });
  await db.destroy();
  await expect(place.open()).rejects.toThrow(DatabaseNewer);
});

test('[L3] the epoch stays the same from one start to the next', async () => {
  const place = await newPlace();
  const first = await place.open();
  await first.close();
  const second = await place.open();
  expect(second.epoch).toBe(first.epoch);
  await second.close();
});

test('names and instants are compared by their bytes, whatever the language of the database', async () => {
  const place = await newPlace();
  const store = await place.open();
  const organisationId = '00000000-0000-4000-8000-000000000001';
  const names = ['zebra', 'Äpfel', 'apple', 'Zoo', 'a b', 'ab'];
  await store.write(organisationId, async (transaction) => {
    await transaction.addOrganisation({ name: 'Riverside', createdAt: '' });
    for (const name of names) {
      await transaction.addPerson({ personId: name, name, roles: [], createdAt: '' });
    }
  });
  const people = await store.of(organisationId).people('');
  expect(people.map(({ personId }) => personId)).toEqual(names.toSorted());
  await store.close();
});

test('[X1] whoever was a manager before there were roles for it may do all that they could', async () => {
  const place = await newPlace();
  const db = place.openDatabase();
  const before = Object.entries(MIGRATIONS).filter(([name]) => name < '005');
  await migrate(db, Object.fromEntries(before));
  const organisation_id = '00000000-0000-4000-8000-000000000001';
  await sql`insert into organisation (organisation_id, name, created_at) values (${organisation_id}, 'Riverside', '')`.execute(
    db,
  );
  const people: [id: string, roles: string[]][] = [
    ['first', ['practitioner', 'manager', 'administrator']],
    ['mona', ['practitioner', 'manager']],
    ['pat', ['practitioner']],
  ];
  for (const [id, roles] of people) {
    await sql`insert into person (organisation_id, person_id, name, roles, created_at)
      values (${organisation_id}, ${id}, ${id}, ${JSON.stringify(roles)}, '')`.execute(db);
    await sql`insert into session values (${organisation_id}, ${`of ${id}`}, ${id}, '', '', '', '', '', null, null, null, 2, null)`.execute(
      db,
    );
  }
  await db.destroy();
  const store = await place.open();
  const all = ['practitioner', 'manager', 'administrator'];
  const known = await store.of(organisation_id).people('');
  expect(known.map(({ name, roles, passkeys }) => [name, roles, passkeys])).toEqual([
    ['first', all, 0],
    ['mona', all, 0],
    ['pat', ['practitioner'], 0],
  ]);
  // Their sessions go on, with what their phones hold unsent.
  expect(await store.of(organisation_id).session('of mona')).toMatchObject({
    endedAt: null,
    pendingCount: 2,
    hasPasskey: false,
    provedAt: null,
  });
  await store.close();
});
