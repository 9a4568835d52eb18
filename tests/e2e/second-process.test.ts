// Two processes over one PostgreSQL, as behind a balancer: what comes in by one is seen at a desk of the other.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { say as sayManager } from '../../src/words/manager.ts';
import { DESK, complaintsOf, launchBrowser } from '../support/browser.ts';
import { aMoment, operationOf } from '../support/operations.ts';
import { withPlaceOn } from '../support/place.ts';
import { findPostgres } from '../support/postgres.ts';
import {
  firstProgramme,
  invite,
  push,
  setUp,
  signIn,
  startServer,
  temporaryFolder,
} from '../support/server.ts';
import { act, signInContext } from '../support/walking.ts';

test.skipIf('missing' in findPostgres())(
  'what arrives at one process, and an answer given there, appear without a reload at a desk of the other',
  () =>
    withPlaceOn('postgres', async (place) => {
      const start = () => startServer({ dataDir, env: place.env });
      const dataDir = temporaryFolder();
      const one = await start();
      const manager = await setUp(one.url, one.setUpLink);
      const two = await start();
      const browser = await launchBrowser();
      try {
        const programmeId = await firstProgramme(one.url, manager);
        const phone = await signIn(one.url, await invite(one.url, manager, { name: 'Aisha' }));
        const rosa = await invite(one.url, manager, { name: 'Rosa', role: 'manager' });
        const context = await browser.newContext({ viewport: DESK, serviceWorkers: 'block' });
        const page = await context.newPage();
        await signInContext(page, two.url, rosa.link.replace(one.url, two.url));
        const complaints = complaintsOf(page);
        await page.goto(`${two.url}/inbox`);
        await page.getByText(sayManager('inbox.empty')).waitFor();

        const operation = operationOf(aMoment({ words: 'The kettle is broken.', programmeId }));
        await push(one.url, phone, [operation]);
        const card = page.locator('a.moment-card', { hasText: 'The kettle is broken.' });
        await card.waitFor();

        await act(one.url, manager, `/v1/desk/moments/${operation.momentId}/answers`, {
          entryId: randomUUID(),
          words: 'There is a new one.',
          isQuestion: false,
        });
        await expect.poll(() => card.innerText()).toContain(sayManager('inbox.answered'));
        expect(complaints).toEqual([]);
      } finally {
        await browser.close();
        await one.kill();
        await two.kill();
      }
    }),
);
