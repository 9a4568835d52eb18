// Alerts: made in the transaction of what they tell of, delivered once, tried again, and given up where everybody sees it.

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AlertFacts } from '../../src/domain/alert.ts';
import { waitAfterMs } from '../../src/domain/alert.ts';
import type { Alerting } from '../../src/server/alerts/alerting.ts';
import { webhookSecretOf } from '../../src/server/alerts/alerting.ts';
import { CLAIM_MS, deliverWhatIsDue } from '../../src/server/alerts/deliver.ts';
import { readAllowed } from '../../src/server/alerts/public-address.ts';
import { forgetDeliveries, tellTheDay } from '../../src/server/jobs/daily.ts';
import { releaseWhatIsDue } from '../../src/server/jobs/release.ts';
import type { Role } from '../../src/contract/pull.ts';
import type { Store, WriteTransaction } from '../../src/server/store/store.ts';
import {
  NOON,
  type Device,
  type Organisation,
  type TestInstallation,
  openInstallation,
} from '../support/installation.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { aMoment, operationOf } from '../support/operations.ts';
import { PROTOCOL } from '../../src/contract/version.ts';
import { openVoice, speak } from '../support/spoken.ts';
import {
  type WebhookReceiver,
  startWebhookReceiver,
  verified,
} from '../support/webhook-receiver.ts';

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;
const WORDS = 'The chairs by the door are cold.';

let here: TestInstallation;
let house: Organisation;
let post: MailServer;
let hooks: WebhookReceiver;

beforeEach(async () => {
  post = await startMailServer();
  hooks = await startWebhookReceiver();
  here = await openInstallation({
    alerting: { mail: post.mail, allow: readAllowed('127.0.0.1')! },
  });
  house = await here.organisation();
  return async () => {
    await here.close();
    await post.close();
    await hooks.close();
  };
});

const write = <Value>(task: (transaction: WriteTransaction) => Promise<Value>): Promise<Value> =>
  here.store.write(house.organisationId, task);
const deliver = (alerting: Alerting = here.installation.alerting, store: Store = here.store) =>
  deliverWhatIsDue({ ...here.installation, alerting, store });
const tellAndDeliver = async (): Promise<void> => {
  await tellTheDay(here.installation);
  await deliver();
};

const tell = (person: Device, email: string | null, more: object = {}) =>
  here.call('/v1/desk/alerts/own', {
    cookie: person.cookie,
    body: { email, wantsDaily: true, hour: 9, timeZone: 'Europe/London', ...more },
  });
/** With an address that was tried already. */
const atAddress = async (person: Device, email: string, more: object = {}): Promise<void> => {
  expect((await tell(person, email, more)).status).toBe(200);
  await deliver();
  expect(post.received.at(-1)).toMatchObject({ to: email });
  post.received = [];
};
const aWebhook = async (more: object = {}): Promise<{ webhookId: string; secret: string }> => {
  const { status, body } = await here.call<{ webhookId: string; secret: string }>(
    '/v1/desk/webhooks',
    {
      cookie: house.administrator.cookie,
      body: {
        name: 'Team',
        url: hooks.url,
        shape: 'plain',
        wantsDaily: true,
        wantsFlagged: true,
        hour: 9,
        timeZone: 'Europe/London',
        ...more,
      },
    },
  );
  expect(status).toBe(200);
  await deliver();
  hooks.received = [];
  return body;
};
const rows = () => here.rows('select * from delivery where facts not like ?', '%"test"%');
const troubled = () => here.store.of(house.organisationId).troubledDeliveries(10);

/** Due now, to the manager's address. */
const anAlert = async (facts: AlertFacts = { what: 'test' }): Promise<string> => {
  const deliveryId = randomUUID();
  await write((transaction) =>
    transaction.addDelivery({
      deliveryId,
      once: deliveryId,
      target: { personId: house.manager.personId },
      facts,
      at: new Date(here.clock.now).toISOString(),
    }),
  );
  return deliveryId;
};

const sendMoment = async (): Promise<void> => {
  const { status } = await here.call('/v1/push', {
    cookie: house.practitioner.cookie,
    body: {
      protocol: PROTOCOL,
      sender: house.practitioner.personId,
      pending: { count: 0, since: null },
      operations: [operationOf(aMoment({ words: WORDS, programmeId: house.programmeId }))],
    },
  });
  expect(status).toBe(200);
};

describe('someone may be at risk', () => {
  test('[A7] the lead is told at once by email and the organisation by its webhook, without the words', async () => {
    const secret = await openVoice(here, house);
    await atAddress(house.manager, 'lead@example.org');
    const hook = await aWebhook();
    here.clock.now += 25 * 60_000;
    await speak(here, house, secret, { mayBeAtRisk: true, words: WORDS });
    await deliver();
    expect(post.received).toHaveLength(1);
    const { to, text, raw } = post.received[0]!;
    expect(to).toBe('lead@example.org');
    expect(text).toContain('someone may be at risk');
    expect(text).toContain('Drop-in of Riverside');
    expect(text.split(/\r?\n/)).toContain(`${here.address.publicUrl}/inbox/at-risk`);
    expect(raw).not.toContain('chairs');
    expect(hooks.received).toHaveLength(1);
    expect(verified(hooks.received[0]!, hook.secret)).toMatchObject({
      type: 'moments.flagged',
      timestamp: NOON,
      data: { programme: 'Drop-in of Riverside', link: `${here.address.publicUrl}/inbox/at-risk` },
    });
    expect(hooks.received[0]!.body).not.toContain('chairs');
    await deliver();
    expect([post.received.length, hooks.received.length]).toEqual([1, 1]);
  });

  test('[A4] the rows hold no instant but its hour, and nothing once there is an outcome', async () => {
    const secret = await openVoice(here, house);
    await atAddress(house.manager, 'lead@example.org');
    here.clock.now += 25 * 60_000;
    const { momentId } = await speak(here, house, secret, { mayBeAtRisk: true });
    post.refuse = { at: 'DATA', code: 451 };
    await deliver();
    const instants = (await rows()).flatMap((row) =>
      Object.values(row).filter((value) => /^\d{4}-\d\d-\d\dT/.test(String(value))),
    );
    expect(new Set(instants)).toEqual(new Set([NOON]));
    // Until when it was claimed stands in no file any more.
    expect(await here.holds('2026-11-23T12:27')).toBe(false);
    post.refuse = null;
    here.clock.now += HOUR_MS;
    await deliver();
    expect(post.received).toHaveLength(1);
    expect(await rows()).toMatchObject([{ state: 'sent', tried_at: NOON, claimed_until: null }]);
    await here.call(`/v1/desk/flagged/${momentId}/outcome`, {
      cookie: house.manager.cookie,
      body: { outcome: 'Called them.' },
    });
    expect(await rows()).toEqual([]);
  });

  test('[A7] so is what a practitioner marked; once, however often it comes', async () => {
    await openVoice(here, house);
    await atAddress(house.manager, 'lead@example.org');
    const operation = operationOf(
      aMoment({ words: WORDS, programmeId: house.programmeId, mayBeAtRisk: true }),
    );
    for (let time = 0; time < 2; time += 1) {
      const { status } = await here.call('/v1/push', {
        cookie: house.practitioner.cookie,
        body: {
          protocol: PROTOCOL,
          sender: house.practitioner.personId,
          pending: { count: 0, since: null },
          operations: [operation],
        },
      });
      expect(status).toBe(200);
      await deliver();
    }
    expect(post.received.map(({ to }) => to)).toEqual(['lead@example.org']);
    expect(post.received[0]!.raw).not.toContain('chairs');
  });

  test('[A7] where nobody is named, the administrators are told', async () => {
    await atAddress(house.administrator, 'ada@example.org');
    await atAddress(house.manager, 'mona@example.org');
    const flagged = { momentId: randomUUID(), programmeId: house.programmeId, arrivedAt: NOON };
    await write((transaction) => transaction.flag(flagged));
    await deliver();
    expect(post.received.map(({ to }) => to)).toEqual(['ada@example.org']);
  });

  test('[A7] a lead without an address is shown at once, and told as soon as there is one', async () => {
    const secret = await openVoice(here, house);
    await speak(here, house, secret, { mayBeAtRisk: true });
    await deliver();
    expect(await troubled()).toMatchObject([
      { targetName: 'Mona of Riverside', what: 'flagged', trouble: 'no_address', tries: 1 },
    ]);
    await tell(house.manager, 'lead@example.org');
    await deliver();
    expect(post.received.filter(({ text }) => text.includes('at risk'))).toHaveLength(1);
    expect(await troubled()).toEqual([]);
  });

  test('[A7] a server without email says so for each', async () => {
    const secret = await openVoice(here, house);
    await speak(here, house, secret, { mayBeAtRisk: true });
    await deliver({ ...here.installation.alerting, mail: null });
    expect(await troubled()).toMatchObject([{ what: 'flagged', trouble: 'mail_off' }]);
  });
});

describe('a delivery', () => {
  beforeEach(() => atAddress(house.manager, 'mona@example.org'));

  test('is tried again, later each time, with the same id, and given up where everybody sees it', async () => {
    post.refuse = { at: 'DATA', code: 451 };
    const deliveryId = await anAlert();
    let tries = 0;
    for (;;) {
      await deliver();
      tries += 1;
      const [trouble] = await troubled();
      expect(trouble).toMatchObject({ deliveryId, tries, trouble: 'mail_said_no' });
      if (trouble!.isGivenUp) break;
      here.clock.now += waitAfterMs(tries)! - 1;
      await deliver();
      expect((await troubled())[0]!.tries).toBe(tries);
      here.clock.now += 1;
    }
    expect(tries).toBe(12);
    expect(here.clock.now - Date.parse(NOON)).toBeGreaterThan(16 * HOUR_MS);
    here.clock.now += 30 * DAY_MS;
    await deliver();
    expect((await troubled())[0]).toMatchObject({ tries: 12, isGivenUp: true });
    // It is never forgotten before somebody looked at it.
    await forgetDeliveries(here.installation);
    expect(await troubled()).toHaveLength(1);

    post.refuse = null;
    const again = await here.call(`/v1/desk/deliveries/${deliveryId}/again`, {
      cookie: house.manager.cookie,
      body: {},
    });
    expect(again.status).toBe(200);
    await deliver();
    expect(post.received.map(({ id }) => id)).toEqual([`${deliveryId}@moments.example.org`]);
    expect(await troubled()).toEqual([]);
  });

  test('that was given up goes from the list once somebody looked at it, and is forgotten a month later', async () => {
    post.refuse = { at: 'RCPT', code: 550 };
    const deliveryId = await anAlert();
    await deliver();
    expect(await troubled()).toMatchObject([
      { deliveryId, tries: 1, isGivenUp: true, trouble: 'mail_refused' },
    ]);
    const looked = await here.call(`/v1/desk/deliveries/${deliveryId}/looked`, {
      cookie: house.practitioner.cookie,
      body: {},
    });
    expect(looked.status).toBe(403);
    await here.call(`/v1/desk/deliveries/${deliveryId}/looked`, {
      cookie: house.manager.cookie,
      body: {},
    });
    expect(await troubled()).toEqual([]);
    here.clock.now += 31 * DAY_MS;
    await forgetDeliveries(here.installation);
    expect(await here.rows('select * from delivery')).toEqual([]);
  });

  test('is made by one of two that look at the same time', async () => {
    await Promise.all(Array.from({ length: 20 }, () => anAlert()));
    const other = () => ({ ...here.installation.alerting, paced: new Map(), unsettled: new Map() });
    await Promise.all([deliver(other()), deliver(other()), deliver(other())]);
    expect(post.received).toHaveLength(20);
    expect(new Set(post.received.map(({ id }) => id)).size).toBe(20);
  });

  test('whose process stopped in the middle is tried again once its claim ran out, with the same id', async () => {
    const deliveryId = await anAlert();
    const now = new Date(here.clock.now).toISOString();
    const until = new Date(here.clock.now + CLAIM_MS).toISOString();
    const claimed = await write((transaction) =>
      transaction.claimDeliveries([deliveryId], { claim: 'gone', now, until }),
    );
    expect(claimed).toHaveLength(1);
    here.clock.now += CLAIM_MS - 1;
    await deliver();
    expect(post.received).toEqual([]);
    here.clock.now += 1;
    await deliver();
    expect(post.received.map(({ id }) => id)).toEqual([`${deliveryId}@moments.example.org`]);
    // Whoever stopped may not say any more how it ended.
    const settled = { state: 'waiting' as const, trouble: 'mail_away', triedAt: now };
    const isSettled = await write((transaction) =>
      transaction.settleDelivery(deliveryId, 'gone', settled),
    );
    expect(isSettled).toBe(false);
  });

  test('that was sent is not sent again because the database went away before that was written down', async () => {
    await anAlert();
    let writes = 0;
    const failing: Store = Object.create(here.store, {
      write: {
        value: (...call: Parameters<Store['write']>) => {
          writes += 1;
          if (writes === 2) return Promise.reject(new Error('away'));
          return here.store.write(...call);
        },
      },
    }) as Store;
    const { alerting } = here.installation;
    await deliver(alerting, failing);
    expect(post.received).toHaveLength(1);
    expect(alerting.unsettled.size).toBe(1);
    here.clock.now += CLAIM_MS + 1;
    await deliver(alerting, failing);
    expect(post.received).toHaveLength(1);
    expect(await here.rows("select * from delivery where state = 'waiting'")).toEqual([]);
  });

  test('waits for a mail server that is away', async () => {
    await post.close();
    await anAlert();
    await deliver();
    expect(await troubled()).toMatchObject([{ trouble: 'mail_away', isGivenUp: false }]);
    post = await startMailServer();
    here.installation.alerting.mail = post.mail;
    here.clock.now += waitAfterMs(1)!;
    await deliver();
    expect(post.received).toHaveLength(1);
  });
});

describe('a webhook', () => {
  test('is signed with a secret that no table holds', async () => {
    const { webhookId, secret } = await aWebhook();
    expect(secret).toBe(webhookSecretOf(webhookId, here.installation.keys));
    expect(JSON.stringify(await here.rows('select * from webhook'))).not.toContain(
      secret.slice(6, 30),
    );
  });

  test('that says it is gone is told no more, and that is shown', async () => {
    const { webhookId } = await aWebhook();
    hooks.answer = { status: 410 };
    const at = `/v1/desk/webhooks/${webhookId}/test`;
    here.clock.now += HOUR_MS;
    await here.call(at, { cookie: house.administrator.cookie, body: {} });
    await deliver();
    expect(await troubled()).toMatchObject([
      { targetName: 'Team', isGivenUp: true, trouble: 'gone' },
    ]);
    expect(await here.store.of(house.organisationId).webhooks()).toMatchObject([
      { goneAt: new Date(here.clock.now).toISOString() },
    ]);
    const flagged = { momentId: randomUUID(), programmeId: house.programmeId, arrivedAt: NOON };
    await write((transaction) => transaction.flag(flagged));
    expect(
      await here.rows(
        'select * from delivery where webhook_id is not null and moment_id is not null',
      ),
    ).toEqual([]);
  });

  test('that is removed takes what was to be delivered with it', async () => {
    const { webhookId } = await aWebhook();
    hooks.answer = { status: 500 };
    here.clock.now += HOUR_MS;
    await here.call(`/v1/desk/webhooks/${webhookId}/test`, {
      cookie: house.administrator.cookie,
      body: {},
    });
    await deliver();
    expect(await troubled()).toHaveLength(1);
    const fresh = await here.device(house.organisationId, house.administrator.personId);
    await here.call(`/v1/desk/webhooks/${webhookId}/remove`, {
      cookie: fresh.cookie,
      body: {},
    });
    expect(await here.rows('select * from delivery')).toEqual([]);
  });

  test.each([
    ['slack', (body: string) => (JSON.parse(body) as { text: string }).text],
    ['teams', (body: string) => JSON.stringify(JSON.parse(body))],
  ])('of %s gets what that reads', async (shape, textIn) => {
    await aWebhook({ shape });
    const flagged = { momentId: randomUUID(), programmeId: house.programmeId, arrivedAt: NOON };
    await write((transaction) => transaction.flag(flagged));
    await deliver();
    expect(textIn(hooks.received[0]!.body)).toMatch(/may be at risk[^]*Drop.{0,3}in of Riverside/);
    expect(textIn(hooks.received[0]!.body)).toContain(`${here.address.publicUrl}/inbox/at-risk`);
  });
});

describe('the day’s news', () => {
  const NINE = Date.parse('2026-11-24T09:00:00.000Z');

  test('comes at each person’s hour, once, and only where there is something to say', async () => {
    await atAddress(house.manager, 'mona@example.org');
    await atAddress(house.administrator, 'ada@example.org', {
      hour: 18,
      timeZone: 'Asia/Kathmandu',
    });
    await sendMoment();
    await sendMoment();
    here.clock.now = NINE - 1;
    await tellAndDeliver();
    // Six in the evening there is a quarter past twelve here, and that is today.
    expect(post.received.map(({ to }) => to)).toEqual(['ada@example.org']);
    here.clock.now = NINE;
    await Promise.all([tellTheDay(here.installation), tellTheDay(here.installation)]);
    await deliver();
    await tellAndDeliver();
    expect(post.received.map(({ to }) => to)).toEqual(['ada@example.org', 'mona@example.org']);
    expect(post.received[1]!.text).toMatch(
      /Drop-in of Riverside.*: 2 moments that nobody has read/,
    );
    expect(post.received[1]!.raw).not.toContain('chairs');

    for (const { moment } of await here.store.of(house.organisationId).inbox({}, null, 10)) {
      await write((transaction) =>
        transaction.markSeen(moment.momentId, house.manager.personId, NOON),
      );
    }
    here.clock.now = NINE + DAY_MS;
    await tellAndDeliver();
    expect(post.received).toHaveLength(2);
  });

  test('[X2] says to each what their roles are for, and nothing to whoever has none at the desk any more', async () => {
    await atAddress(house.lead, 'lead@example.org');
    await atAddress(house.manager, 'mona@example.org');
    await sendMoment();
    here.clock.now = NINE;
    await tellAndDeliver();
    expect(post.received.map(({ to }) => to)).toEqual(['mona@example.org']);
    await write((transaction) => transaction.setRoles(house.manager.personId, ['board']));
    here.clock.now = NINE + DAY_MS;
    await tellAndDeliver();
    expect(post.received).toHaveLength(1);
  });

  test('comes once after the server was away for days', async () => {
    await atAddress(house.manager, 'mona@example.org');
    await sendMoment();
    here.clock.now = NINE + 2 * DAY_MS + HOUR_MS;
    await tellAndDeliver();
    expect(post.received).toHaveLength(1);
    here.clock.now = NINE + 3 * DAY_MS;
    await tellAndDeliver();
    expect(post.received).toHaveLength(2);
  });

  test('[A4] says nothing of what is not released yet', async () => {
    const secret = await openVoice(here, house);
    await atAddress(house.manager, 'mona@example.org');
    await aWebhook();
    const { sayIt, someSaid } = await import('../support/speaking.ts');
    await sayIt(here.call, secret, someSaid({ programmeId: house.programmeId }));
    expect(await here.rows('select * from held')).toHaveLength(1);
    await write((transaction) => transaction.dailyFacts('2026-12-31')).then((facts) =>
      expect(facts).toEqual({ unread: [], old: null, flagged: 0, failed: 0 }),
    );
    here.clock.now += 2 * HOUR_MS;
    const before = here.clock.now;
    here.clock.now = NINE - 10 * HOUR_MS;
    await tellAndDeliver();
    expect([post.received, hooks.received]).toEqual([[], []]);
    here.clock.now = before + 2 * DAY_MS;
    await releaseWhatIsDue(here.installation);
    await tellAndDeliver();
    expect(post.received[0]!.text).toContain('1 moment that nobody has read');
  });

  test('what nobody read for three days goes to the administrators, also to those who want no news', async () => {
    await atAddress(house.manager, 'mona@example.org', { wantsDaily: false });
    await atAddress(house.administrator, 'ada@example.org', { wantsDaily: false });
    await sendMoment();
    for (const days of [0, 1]) {
      here.clock.now = NINE + days * DAY_MS;
      await tellAndDeliver();
    }
    expect(post.received).toEqual([]);
    here.clock.now = NINE + 2 * DAY_MS;
    await tellAndDeliver();
    expect(post.received.map(({ to }) => to)).toEqual(['ada@example.org']);
    expect(post.received[0]!.text).toContain('unread for three days');
    expect(post.received[0]!.text).toContain('23 November 2026');
  });

  test('[X1] counts nothing of another organisation', async () => {
    const other = await here.organisation('Hillside');
    await atAddress(other.manager, 'hill@example.org');
    await atAddress(house.manager, 'mona@example.org');
    await sendMoment();
    here.clock.now = NINE;
    await tellAndDeliver();
    expect(post.received.map(({ to }) => to)).toEqual(['mona@example.org']);
  });

  test.each<[string, readonly Role[], number]>([
    ['a manager', ['practitioner', 'manager'], 403],
    ['a practitioner', ['practitioner'], 403],
  ])('[X1] %s adds no webhook', async (_who, roles, status) => {
    const person = await here.person(house.organisationId, 'Sam', roles);
    const added = await here.call('/v1/desk/webhooks', { cookie: person.cookie, body: {} });
    expect(added.status).toBe(status);
  });
});
