// What FTS5 makes of words that come and go within one commit, as pushes that wait for each other do.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openConnection } from '../../src/server/store/sqlite-connection.ts';
import { sqliteEngine } from '../../src/server/store/sqlite-engine.ts';
import { makeSqliteSearch } from '../../src/server/store/sqlite-search.ts';
import { temporaryFolder } from '../support/server.ts';

test('[L3] the index holds together however words change within one commit: a backup looks at it whole', async () => {
  const connection = openConnection(join(temporaryFolder(), 'moments.db'));
  const { db, search } = sqliteEngine(connection);
  await makeSqliteSearch(db);
  const put = (position: number, words: string, isNew: boolean) =>
    search.index('riverside', [{ position, words, isNew }]);
  connection.exec('begin');
  await put(1, 'by sit sit i by', true);
  await put(1, 'i tea', false);
  await put(2, 'i by', true);
  connection.exec('commit');
  const found = (word: string) =>
    connection
      .prepare(
        `select rowid % 16 as position from moment_search where moment_search match ? order by 1`,
      )
      .all([word]);
  expect(connection.prepare('pragma integrity_check').all([])).toEqual([{ integrity_check: 'ok' }]);
  expect(found('i')).toEqual([{ position: 1 }, { position: 2 }]);
  expect(found('by')).toEqual([{ position: 2 }]);
  expect(found('tea')).toEqual([{ position: 1 }]);
  connection.close();
});
