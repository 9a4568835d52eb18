// Two processes on one database look for alerts at the same time.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openAlerting } from '../../../src/server/alerts/alerting.ts';
import { deliverWhatIsDue } from '../../../src/server/alerts/deliver.ts';
import type { Letter } from '../../../src/server/alerts/mail.ts';
import { readAllowed } from '../../../src/server/alerts/public-address.ts';
import { addressOf } from '../../../src/server/config.ts';
import { tellTheDay } from '../../../src/server/jobs/daily.ts';
import { openKeys } from '../../../src/server/keys.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { NOON } from '../../support/installation.ts';
import { newPlace } from '../../support/place.ts';

test('each alert is delivered by one of them, and the day’s news are made once', async () => {
  const place = await newPlace();
  const stores = [await place.open(), await place.open()] as const;
  const organisationId = randomUUID();
  const personId = randomUUID();
  await stores[0].write(organisationId, async (transaction) => {
    await transaction.addOrganisation({ name: 'Riverside', createdAt: NOON });
    await transaction.addPerson({ personId, name: 'Mona', roles: ['manager'], createdAt: NOON });
    const settings = { email: 'mona@example.org', wantsDaily: true, hour: 9, timeZone: 'UTC' };
    await transaction.setAlerts(personId, { ...settings, nextDailyAt: NOON });
    for (let count = 0; count < 30; count += 1) {
      const deliveryId = randomUUID();
      await transaction.addDelivery({
        deliveryId,
        once: deliveryId,
        target: { personId },
        facts: { what: 'test' },
        at: NOON,
      });
    }
    // Something to say.
    await transaction.flag({ momentId: randomUUID(), programmeId: randomUUID(), arrivedAt: NOON });
  });

  const sent: Letter[] = [];
  const address = addressOf(null, 8787);
  const keys = openKeys(`${place.folder}/keys.json`);
  const means = (store: Store) => ({
    store,
    keys,
    address,
    now: () => new Date(NOON),
    stopping: new AbortController().signal,
    alerting: {
      ...openAlerting({ mail: null, webhookAllow: readAllowed('')! }, address),
      mail: {
        send: async (letter: Letter) => {
          sent.push(letter);
          return { ok: true as const };
        },
      },
    },
  });
  const both = stores.map(means);
  await Promise.all(both.map((one) => tellTheDay(one)));
  await Promise.all(both.map((one) => deliverWhatIsDue(one)));
  expect(sent).toHaveLength(31);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(31);
  expect(sent.filter(({ subject }) => subject.includes('today'))).toHaveLength(1);
  for (const store of stores) await store.close();
});
