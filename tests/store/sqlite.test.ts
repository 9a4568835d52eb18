import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isDamaged } from '../../src/server/store/sqlite-trouble.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { StorageUnavailable } from '../../src/server/store/store.ts';
import { openInstallation } from '../support/installation.ts';
import { temporaryFolder } from '../support/server.ts';

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

  test('[P4] a full disk fails all that waited, keeps nothing of it, and the next write works', async () => {
    const { store, sqlite, organisation } = await openInstallation();
    const { organisationId } = await organisation();
    const add = (name: string): Promise<boolean> =>
      store.write(organisationId, (transaction) =>
        transaction.addProgramme({ programmeId: name, name, createdAt: '' }),
      );
    const pages = sqlite.statement('PRAGMA page_count').get()?.['page_count'];
    sqlite.exec(`PRAGMA max_page_count = ${Number(pages)}`);
    const long = 'x'.repeat(500_000);
    await expect(add(long)).rejects.toThrow(StorageUnavailable);
    sqlite.exec('PRAGMA max_page_count = 1000000');
    expect(await add('after')).toBe(true);
    const names = (await store.of(organisationId).programmes()).map(({ name }) => name);
    expect(names).toContain('after');
    expect(names).not.toContain(long);
  });

  test('a file that is no database is told apart', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'moments.sqlite'),
      'this is a shopping list, and a long one at that. '.repeat(50),
    );
    const error: unknown = await openSqlite(folder).catch((reason: unknown) => reason);
    expect(isDamaged(error)).toBe(true);
  });
});

describe('the inbox', () => {
  test('a page deep down is found by its index, without sorting', async () => {
    const { sqlite, close } = await openInstallation();
    const plan = sqlite
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
