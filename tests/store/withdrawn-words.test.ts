import { randomUUID } from 'node:crypto';
import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accept } from '../../src/server/accept.ts';
import { openConnection } from '../../src/server/store/sqlite-connection.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { aMoment, operationOf, withdrawalOf } from '../support/operations.ts';
import { temporaryFolder } from '../support/server.ts';

const NOON = '2026-11-23T12:00:00.000Z';

const holds = (folder: string, words: string): boolean =>
  readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(words));

test('[X2] killed between a withdrawal and the cutting of the log: the next start cuts it', async () => {
  const folder = temporaryFolder();
  const store = await openSqlite(folder);
  const organisationId = randomUUID();
  const personId = randomUUID();
  const programmeId = randomUUID();
  await store.write(organisationId, async (transaction) => {
    await transaction.addOrganisation({ name: 'Harbour House', createdAt: NOON });
    await transaction.addProgramme({ programmeId, name: 'Drop-in', createdAt: NOON });
    const roles = ['practitioner' as const];
    await transaction.addPerson({ personId, name: 'Aisha', roles, createdAt: NOON });
  });
  const sessionId = randomUUID();
  const sender = { organisationId, personId, sessionId, channel: 'practitioner' };
  const created = operationOf(aMoment({ words: 'a confidence', programmeId }));
  await accept(store, sender, [created], NOON);

  // A backup reads: the log cannot be cut off while it does.
  const backup = openConnection(join(folder, 'moments.sqlite'));
  backup.exec('BEGIN');
  backup.statement('select count(*) from moment').get();
  await accept(store, sender, [withdrawalOf(created.momentId, 2, programmeId)], NOON);
  const left = temporaryFolder();
  cpSync(folder, left, { recursive: true });
  expect(holds(left, 'a confidence')).toBe(true);
  backup.exec('COMMIT');
  backup.close();
  await store.close();

  const again = await openSqlite(left);
  expect(holds(left, 'a confidence')).toBe(false);
  await again.close();
});
