import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runJobs } from '../../../src/server/jobs/jobs.ts';
import { openInstallation } from '../../support/installation.ts';

test('[X2] words are erased in time while the file of keys cannot be read', async () => {
  const here = await openInstallation();
  const { organisationId, programmeId } = await here.organisation();
  const entry = {
    momentId: randomUUID(),
    programmeId,
    channel: 'own-phone' as const,
    words: 'kept for two years',
    kind: 'improve' as const,
    audience: 'team' as const,
    receivedOn: '2024-11-22',
    receipt: null,
  };
  await here.store.write(organisationId, async (transaction) => {
    await transaction.hold(entry);
    await transaction.release([entry]);
  });
  expect(await here.store.of(organisationId).moment(entry.momentId)).not.toBeNull();
  writeFileSync(join(here.folder, 'sealing-keys.json'), 'not what it should be');
  runJobs(here.installation);
  await expect.poll(() => here.store.of(organisationId).moment(entry.momentId)).toBeNull();
  here.stopping.abort();
  await here.close();
});
