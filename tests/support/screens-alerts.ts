// The pages for alerts and for what is asked. What went wrong is made up here: on a real server it takes hours.
import type { Page } from 'playwright-core';
import type { DeskAlerts } from '../../src/contract/desk-alerts.ts';
import type { DeskOffered } from '../../src/contract/offered.ts';
import { PROTOCOL } from '../../src/contract/version.ts';
import type { Screen } from './screens.ts';

const FAILED: DeskAlerts['troubled'][number] = {
  deliveryId: '00000000-0000-4000-8000-0000000000d1',
  to: 'person',
  name: 'Oluwadamilola',
  what: 'flagged',
  isGivenUp: false,
  trouble: 'no_address',
  madeAt: '2026-11-23T11:00:00.000Z',
  tries: 3,
};
const HOOK: DeskAlerts['webhooks'][number] = {
  webhookId: '00000000-0000-4000-8000-0000000000e1',
  name: 'Managers’ channel',
  host: 'prod-17.uksouth.logic.azure.com',
  shape: 'teams',
  wantsDaily: true,
  wantsFlagged: true,
  hour: 8,
  timeZone: 'Europe/London',
  goneAt: null,
};

const ALERTS: DeskAlerts = {
  protocol: PROTOCOL,
  sendsMail: true,
  reachesAdministrators: true,
  own: {
    email: 'maya@harbour-house.example',
    wantsDaily: true,
    hour: 9,
    timeZone: 'Europe/London',
  },
  webhooks: [
    HOOK,
    {
      ...HOOK,
      webhookId: '00000000-0000-4000-8000-0000000000e2',
      name: 'Old flow',
      shape: 'plain',
      wantsDaily: false,
      goneAt: '2026-11-22T09:00:00.000Z',
    },
  ],
  troubled: [
    FAILED,
    {
      ...FAILED,
      deliveryId: '00000000-0000-4000-8000-0000000000d2',
      to: 'webhook',
      name: 'Old flow',
      what: 'daily',
      isGivenUp: true,
      trouble: 'gone',
      tries: 1,
    },
  ],
};

const withAlerts = async (page: Page): Promise<void> => {
  await page.route('**/v1/desk/alerts', (route) => route.fulfill({ json: ALERTS }));
  await page.reload();
};

const OFFERED: DeskOffered = {
  protocol: PROTOCOL,
  stages: ['joining', 'during', 'leaving', 'after'].map((id) => ({
    id,
    name: id === 'joining' ? 'The first visit, and what came before it' : null,
    isRetired: id === 'after',
  })),
  principles: ['assets', 'networks'].map((id) => ({ id, name: null, isRetired: false })),
  prompts: ['What went well today?', 'ماذا تغيّر اليوم؟', 'What was hard?'],
  groups: [],
};

const withOffered = async (page: Page): Promise<void> => {
  await page.route('**/v1/desk/offered', (route) => route.fulfill({ json: OFFERED }));
  await page.reload();
  await page.locator('.choice-list').first().waitFor();
};

const AT = '/people/alerts';
const ADD = '[aria-labelledby="webhooks-title"] > .button';

export const SCREENS_OF_ALERTS: readonly Screen[] = [
  { name: 'alerts', as: 'manager', path: AT, reach: withAlerts, seen: '.alert-card' },
  { name: 'alerts, nothing set up', as: 'new manager', path: AT, seen: '.people-part' },
  {
    name: 'alerts, no answer',
    as: 'manager',
    path: AT,
    reach: async (page) => {
      await page.route('**/v1/desk/alerts', (route) => route.abort());
      await page.reload();
    },
    seen: '.notice',
  },
  {
    name: 'alerts, not an address',
    as: 'manager',
    path: AT,
    reach: async (page) => {
      await page.locator('.lead input').first().fill('maya at harbour house');
      await page.locator('.lead [type="submit"]').click();
    },
    seen: '.lead .notice-danger',
  },
  {
    name: 'tell your team',
    as: 'manager',
    path: AT,
    reach: (page) => page.locator(ADD).click(),
    seen: '[name="hook-shape"]',
  },
  {
    name: 'tell your team, not filled in',
    as: 'manager',
    path: AT,
    reach: async (page) => {
      await page.locator(ADD).click();
      await page.locator('[aria-labelledby="webhooks-title"] [type="submit"]').click();
    },
    seen: '.lead .notice-danger',
  },
  {
    name: 'take a webhook away?',
    as: 'manager',
    path: AT,
    reach: async (page) => {
      await withAlerts(page);
      await page.locator('[aria-labelledby="webhooks-title"] .button-quiet').first().click();
    },
    seen: '.confirm',
  },
  {
    name: 'inbox, an alert did not arrive',
    as: 'manager',
    path: '/inbox',
    reach: withAlerts,
    seen: '.aside-link',
  },
  {
    name: 'what is asked',
    as: 'manager',
    path: '/people/offered',
    reach: withOffered,
    seen: '.choice',
  },
  {
    name: 'what is asked, as it comes',
    as: 'new manager',
    path: '/people/offered',
    seen: '.choice',
  },
  {
    name: 'what is asked, a name is missing',
    as: 'manager',
    path: '/people/offered',
    reach: async (page) => {
      await page.locator('.choice input').first().fill('');
      await page.locator('.offered-form > [type="submit"]').click();
    },
    seen: '.notice-danger',
  },
];
