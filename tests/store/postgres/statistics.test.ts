import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { accept } from '../../../src/server/accept.ts';
import { openInstallation } from '../../support/installation.ts';
import { aMoment, operationOf } from '../../support/operations.ts';

test('a database that has just been made soon knows how its tables are filled', async () => {
  const here = await openInstallation();
  const { practitioner, programmeId } = await here.organisation();
  const by = { ...practitioner, channel: 'practitioner' };
  // Some of the first writes make the organisation: there is nothing yet to look at.
  for (let writes = 0; writes < 40; writes += 1) {
    const operation = operationOf(aMoment({ programmeId, words: `said ${randomUUID()}` }));
    await accept(here.store, by, [operation], '2026-11-23T12:00:00.000Z');
  }
  const looked = 'select distinct tablename from pg_stats where tablename in (?, ?) order by 1';
  await expect
    .poll(() => here.rows(looked, 'moment', 'operation'))
    .toEqual([{ tablename: 'moment' }, { tablename: 'operation' }]);
  await here.close();
});
