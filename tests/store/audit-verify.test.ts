// `npm run audit:verify`, as a whole process, beside whatever else has the data open.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { openInstallation } from '../support/installation.ts';
import { temporaryFolder } from '../support/server.ts';

const COMMAND = fileURLToPath(
  new URL('../../src/server/commands/audit-verify.ts', import.meta.url),
);

// Whole processes start here, on a machine that other tests use too.
vi.setConfig({ testTimeout: 60_000 });

const run = (dataDir: string, ...args: string[]) =>
  spawnSync(process.execPath, [COMMAND, ...args], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir },
    encoding: 'utf8',
  });

test('[X3] it says whether the trail is as it was written, and where it ends', async () => {
  const here = await openInstallation();
  const { administrator } = await here.organisation();
  for (const name of ['Choir', 'Garden', 'Kitchen']) {
    await here.call('/v1/desk/programmes', { cookie: administrator.cookie, body: { name } });
  }
  const first = run(here.folder);
  expect(first.stdout).toContain('Riverside: 3 rows, each as it was written.');
  expect(first.status).toBe(0);
  const end = /It ends with (3:[0-9a-f]{64})\n/.exec(first.stdout)?.[1];
  expect(run(here.folder, end!).stdout).toContain('It holds the end that you named.');

  const other = run(here.folder, `3:${'0'.repeat(64)}`);
  expect(other.stdout).toContain('It does NOT hold the end that you named');
  expect(other.status).toBe(1);

  here.sqlite.exec('drop trigger audit_unchanged');
  here.sqlite.exec(`update audit set person_id = 'somebody else' where position = 2`);
  const broken = run(here.folder);
  expect(broken.stdout).toContain('NOT as it was written. Row 2');
  expect(broken.status).toBe(1);
  await here.close();
});

test('what it cannot read it says in one line', () => {
  const folder = temporaryFolder();
  const { stderr, status } = run(folder, 'yesterday');
  expect(stderr).toMatch(/^The audit trail was not checked\. Name an end .*\n$/);
  expect(status).toBe(1);
  expect(run(folder).stdout).toContain('Nobody has an account yet');
});
