// What only PostgreSQL can do wrong.

import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { openPool } from '../../../src/server/store/postgres-connection.ts';
import { openPostgres } from '../../../src/server/store/postgres.ts';
import { DatabaseUnfit } from '../../../src/server/store/store.ts';
import { newPlace } from '../../support/place.ts';
import { temporaryFolder } from '../../support/server.ts';

const SERVER = inject('postgresUrl')!;
const NOON = '2026-11-23T12:00:00.000Z';

const asking = async <Value>(url: string, ask: (client: Client) => Promise<Value>) => {
  const client = new Client(url);
  await client.connect();
  const answer = await ask(client);
  await client.end();
  return answer;
};

test('[P4] every connection waits for the disk at each commit, whatever the server is set to', async () => {
  const setting = (await asking(SERVER, (client) => client.query('show synchronous_commit'))).rows;
  expect(setting).toEqual([{ synchronous_commit: 'off' }]);
  const pool = openPool(SERVER, 2);
  const connections = [await pool.connect(), await pool.connect()];
  for (const connection of connections) {
    const { rows } = await connection.query('show synchronous_commit', []);
    expect(rows).toEqual([{ synchronous_commit: 'on' }]);
    connection.release();
  }
  await pool.end();
});

test('[S8] a database that cannot keep every character is refused', async () => {
  const name = `ascii_${randomUUID().slice(0, 8)}`;
  await asking(SERVER, (client) =>
    client.query(
      `create database ${name} template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'`,
    ),
  );
  const url = Object.assign(new URL(SERVER), { pathname: name }).href;
  await expect(openPostgres(url, temporaryFolder())).rejects.toThrow(DatabaseUnfit);
});

test('several that start at once on an empty database find one schema and one epoch', async () => {
  const place = await newPlace();
  const opened = await Promise.all(Array.from({ length: 4 }, () => place.open()));
  expect(new Set(opened.map(({ epoch }) => epoch)).size).toBe(1);
  await Promise.all(opened.map((store) => store.close()));
});

test('[P4] a write that was chosen to end a deadlock is run again', async () => {
  const place = await newPlace();
  const store = await place.open();
  const organisationId = randomUUID();
  const links = ['first', 'second'];
  await store.write(organisationId, async (transaction) => {
    await transaction.addOrganisation({ name: 'Riverside', createdAt: NOON });
    for (const invitationId of links) {
      await transaction.addPerson({
        personId: invitationId,
        name: 'Pat',
        roles: [],
        createdAt: NOON,
      });
      await transaction.replaceInvitation({
        invitationId,
        personId: invitationId,
        purpose: 'join',
        tokenHash: '',
        codeHash: '',
        createdAt: NOON,
        expiresAt: NOON,
      });
    }
  });

  const change = (client: Client, invitationId: string) =>
    client.query('update invitation set purpose = purpose where invitation_id = $1', [
      invitationId,
    ]);
  let tries = 0;
  await asking(place.env['DATABASE_URL']!, async (other) => {
    await other.query('begin');
    // The other is never the one that is chosen.
    await other.query("set local deadlock_timeout = '1h'");
    await change(other, 'second');
    let meet = (): void => {};
    const met = new Promise<void>((resolve) => (meet = resolve));
    let goOn = (): void => {};
    const changed = new Promise<void>((resolve) => (goOn = resolve));
    const written = store.write(organisationId, async (transaction) => {
      tries += 1;
      // Else it may come before the one that waits for it, and the two meet once more.
      if (tries === 2) await changed;
      await transaction.setCode('first', { codeHash: `try ${tries}`, expiresAt: NOON });
      meet();
      await transaction.setCode('second', { codeHash: `try ${tries}`, expiresAt: NOON });
    });
    await met;
    await change(other, 'first');
    goOn();
    await other.query('commit');
    await written;
  });
  expect(tries).toBe(2);
  expect(await place.rows('select distinct code_hash from invitation')).toEqual([
    { code_hash: 'try 2' },
  ]);
  await store.close();
});

test('a page deep down in the inbox is found by its index, without sorting', async () => {
  const place = await newPlace();
  await (await place.open()).close();
  const plan = await asking(place.env['DATABASE_URL']!, async (client) => {
    // The table is empty: no plan would need an index.
    await client.query('set enable_seqscan = off; set enable_bitmapscan = off');
    const { rows } = await client.query(
      `explain select * from moment where organisation_id = 'o' and withdrawn_at is null
       and programme_id = 'p' and arrived_position < 100 order by arrived_position desc limit 50`,
    );
    return JSON.stringify(rows);
  });
  expect(plan).toContain('moment_inbox_programme');
  expect(plan).not.toContain('Sort');
});
