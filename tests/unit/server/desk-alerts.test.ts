// Alerts at the desk: where and when one is told, the organisation's webhooks, and what could not be delivered.

import { beforeEach, describe, expect, test } from 'vitest';
import type { DeskAlerts } from '../../../src/contract/desk-alerts.ts';
import { deskAlerts } from '../../../src/contract/desk-alerts.ts';
import { deliverWhatIsDue } from '../../../src/server/alerts/deliver.ts';
import {
  type Device,
  type Organisation,
  type TestInstallation,
  openInstallation,
} from '../../support/installation.ts';

const OWN = { email: 'mona@example.org', wantsDaily: true, hour: 8, timeZone: 'Europe/London' };
const HOOK = {
  name: 'Team',
  url: 'https://hooks.example.org/services/T0/secret-part',
  shape: 'slack',
  wantsDaily: true,
  wantsFlagged: false,
  hour: 8,
  timeZone: 'Europe/London',
};

let here: TestInstallation;
let house: Organisation;

beforeEach(async () => {
  here = await openInstallation({
    alerting: { lookUp: async () => [{ address: '93.184.216.34', family: 4 }] },
  });
  house = await here.organisation();
  return () => here.close();
});

const shown = async (by: Device = house.manager): Promise<DeskAlerts> => {
  const { status, body } = await here.call<DeskAlerts>('/v1/desk/alerts', { cookie: by.cookie });
  expect(status).toBe(200);
  return deskAlerts.parse(body);
};
const post = (path: string, body: object, by: Device = house.administrator) =>
  here.call(`/v1/desk/${path}`, { cookie: by.cookie, body });

describe('one’s own alerts', () => {
  test('are what one chose, and nobody else’s', async () => {
    expect(await shown()).toMatchObject({
      sendsMail: false,
      own: null,
      webhooks: [],
      troubled: [],
    });
    expect((await post('alerts/own', OWN, house.manager)).status).toBe(200);
    expect((await shown()).own).toEqual(OWN);
    expect((await shown(house.administrator)).own).toBeNull();
    await post('alerts/own', { ...OWN, email: null }, house.manager);
    expect((await shown()).own).toEqual({ ...OWN, email: null });
  });

  test('say whether any administrator can be reached', async () => {
    await post('alerts/own', OWN, house.manager);
    expect((await shown()).reachesAdministrators).toBe(false);
    await post('alerts/own', OWN, house.administrator);
    expect((await shown()).reachesAdministrators).toBe(true);
  });

  test.each([
    ['email', { email: 'mona' }],
    ['email', { email: 'a@example.org, b@example.org' }],
    ['email', { email: 'a@example.org\r\nBcc: b@example.org' }],
    ['email', { email: `${'a'.repeat(250)}@example.org` }],
    ['hour', { hour: 24 }],
    ['hour', { hour: 8.5 }],
    ['timeZone', { timeZone: 'Middle/Earth' }],
    ['timeZone', { timeZone: '<script>' }],
  ])('%s that cannot be used is refused: %j', async (field, wrong) => {
    expect(await post('alerts/own', { ...OWN, ...wrong }, house.manager)).toMatchObject({
      status: 400,
      body: { code: 'not_valid', field },
    });
    expect((await shown()).own).toBeNull();
  });

  test('begin with a test; a second one within the minute is the same', async () => {
    await post('alerts/own', OWN, house.manager);
    await post('alerts/test', {}, house.manager);
    expect(await here.rows('select state from delivery')).toEqual([{ state: 'waiting' }]);
    await deliverWhatIsDue(here.installation);
    expect((await shown(house.administrator)).troubled).toMatchObject([
      { to: 'person', name: 'Mona of Riverside', what: 'test', trouble: 'mail_off', tries: 1 },
    ]);
  });
});

describe('a webhook', () => {
  test('is shown without its address, which is a secret, and its own secret once', async () => {
    const { status, body } = await post('webhooks', HOOK);
    expect(status).toBe(200);
    expect(body).toMatchObject({ secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) });
    const { webhooks } = await shown();
    expect(webhooks).toMatchObject([{ name: 'Team', host: 'hooks.example.org', shape: 'slack' }]);
    expect(JSON.stringify(webhooks)).not.toMatch(/secret-part|whsec/);
  });

  test.each([
    'http://hooks.example.org/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://user:password@hooks.example.org/',
    'https://',
    'ftp://hooks.example.org/',
  ])('to %s is not added', async (url) => {
    expect(await post('webhooks', { ...HOOK, url })).toMatchObject({
      status: 400,
      body: { code: 'not_valid', field: 'url' },
    });
    expect((await shown()).webhooks).toEqual([]);
  });

  test('whose name leads within is not added', async () => {
    here.installation.alerting.lookUp = async () => [{ address: '10.0.0.8', family: 4 }];
    expect((await post('webhooks', HOOK)).status).toBe(400);
    here.installation.alerting.lookUp = () => Promise.reject(new Error('ENOTFOUND'));
    expect((await post('webhooks', HOOK)).status).toBe(400);
  });
});
