// A webhook never reaches an inner address, however that is written, looked up or led to.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postWebhook } from '../../../../src/server/alerts/post-webhook.ts';
import {
  type HostAddress,
  checkHost,
  lookUpAll,
  readAllowed,
} from '../../../../src/server/alerts/public-address.ts';
import {
  type WebhookReceiver,
  startWebhookReceiver,
  verified,
} from '../../../support/webhook-receiver.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const NOBODY = readAllowed('')!;
const LOOPBACK = readAllowed('127.0.0.0/8')!;

let here: WebhookReceiver;
beforeAll(async () => {
  here = await startWebhookReceiver();
});
beforeEach(() => {
  here.received = [];
  here.answer = { status: 200 };
});
afterAll(() => here.close());

const leadingTo =
  (...addresses: string[]) =>
  async (): Promise<HostAddress[]> =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

const post = (url: string, allow = NOBODY, lookUp = lookUpAll, patienceMs?: number) =>
  postWebhook(
    { id: 'msg_1', url, secret: SECRET, body: '{"type":"moments.test"}' },
    { allow, lookUp, now: () => new Date(), ...(patienceMs === undefined ? {} : { patienceMs }) },
  );
const INNER = { ok: false, trouble: 'inner_address', isFinal: true };

describe('an inner address', () => {
  test.each([
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '127.1',
    '0177.0.0.1',
    '127.0.0.1.',
    '0.0.0.0',
    'localhost',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[fe80::1]',
    '[fd00::1]',
    '[fec0::1]',
    '10.0.0.1',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
  ])('%s is not reached', async (host) => {
    for (const scheme of ['http', 'https']) {
      expect(await post(`${scheme}://${host}:${here.port}/`)).toEqual(INNER);
    }
    expect(here.received).toEqual([]);
  });

  test.each([
    [['127.0.0.1']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['::7f00:1']],
    [['93.184.216.34', '127.0.0.1']],
    [['2606:2800:220:1::1', '10.0.0.1']],
  ])('a name that leads to %j is not reached', async (addresses) => {
    const url = `https://hooks.example.org:${here.port}/`;
    expect(await post(url, NOBODY, leadingTo(...addresses))).toEqual(INNER);
    expect(here.received).toEqual([]);
  });

  test('a name that leads within a moment later gains nothing: it is looked up once, and that is connected to', async () => {
    const looked: string[] = [];
    const rebinding = async (host: string): Promise<HostAddress[]> => {
      looked.push(host);
      return leadingTo(looked.length === 1 ? '127.0.0.1' : '10.0.0.1')();
    };
    const url = `http://rebind.example.org:${here.port}/`;
    expect(await post(url, readAllowed('127.0.0.1')!, rebinding)).toEqual({ ok: true });
    expect(looked).toEqual(['rebind.example.org']);
    expect(await post(url, readAllowed('127.0.0.1')!, rebinding)).toEqual(INNER);
    expect(here.received).toHaveLength(1);
  });

  test('is not reached by a redirect', async () => {
    const other = await startWebhookReceiver();
    for (const status of [301, 302, 303, 307, 308]) {
      other.answer = { status, headers: { Location: here.url } };
      expect(await post(other.url, readAllowed('127.0.0.1')!)).toMatchObject({
        trouble: 'redirected',
      });
    }
    expect(other.received).toHaveLength(5);
    expect(here.received).toEqual([]);
    await other.close();
  });

  test('is reached where whoever runs the server allows it, and no other', async () => {
    expect(await post(here.url, LOOPBACK)).toEqual({ ok: true });
    expect(await post(here.url, readAllowed('127.0.0.2, fd00::/8')!)).toEqual(INNER);
    expect(await post('https://10.0.0.1/', LOOPBACK)).toEqual(INNER);
    // A name of which only one address is allowed could lead to the other.
    const url = `http://hooks.example.org:${here.port}/`;
    expect(await post(url, LOOPBACK, leadingTo('127.0.0.1', '10.0.0.1'))).toEqual(INNER);
    expect(here.received).toHaveLength(1);
  });
});

test('a public address is reached with TLS alone', async () => {
  const url = (text: string) => new URL(text);
  const lookUp = leadingTo('93.184.216.34', '2606:2800:220:1::1');
  expect(await checkHost(url('https://example.org'), NOBODY, lookUp)).toMatchObject({ ok: true });
  expect(await checkHost(url('http://example.org'), NOBODY, lookUp)).toEqual({
    ok: false,
    trouble: 'inner_address',
  });
  expect(await checkHost(url('https://nowhere.example'), NOBODY, leadingTo())).toEqual({
    ok: false,
    trouble: 'address_unknown',
  });
});

describe('what is sent', () => {
  test('is signed as Standard Webhooks says, under an id that stays', async () => {
    await post(here.url, LOOPBACK);
    await post(here.url, LOOPBACK);
    expect(here.received.map((each) => verified(each, SECRET))).toEqual([
      { type: 'moments.test' },
      { type: 'moments.test' },
    ]);
    expect(here.received.map(({ headers }) => headers['webhook-id'])).toEqual(['msg_1', 'msg_1']);
    expect(() => verified(here.received[0]!, `whsec_${btoa('another')}`)).toThrow(/signature/);
  });

  test.each([
    [204, { ok: true }],
    [400, { ok: false, trouble: 'answered_no', isFinal: false }],
    [429, { ok: false, trouble: 'answered_no', isFinal: false }],
    [500, { ok: false, trouble: 'answered_no', isFinal: false }],
    [410, { ok: false, trouble: 'gone', isFinal: true }],
  ])('answered with %d', async (status, attempt) => {
    here.answer = { status };
    expect(await post(here.url, LOOPBACK)).toEqual(attempt);
  });

  test('and never answered, it was not reached', async () => {
    here.answer = 'nothing';
    expect(await post(here.url, LOOPBACK, lookUpAll, 100)).toMatchObject({
      trouble: 'not_reached',
      isFinal: false,
    });
  });
});

test.each(['127.0.0.1/33', '10.0.0.0/8/8', 'intranet', '10.0.0.0/', '10.0.0.0/x', '1.2.3'])(
  'a list of allowed addresses with %s is refused whole',
  (text) => expect(readAllowed(`10.0.0.1,${text}`)).toBeNull(),
);
