import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Recorded } from '../../privacy/recorder.ts';
import { requestHits } from '../../privacy/request-hits.ts';

const PERSON = randomUUID();
const challenge = (headers: Record<string, string> = {}, body: object = {}): Recorded => ({
  method: 'POST',
  path: '/v1/say/challenge',
  headers: { host: 'localhost', 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const push = (pending: number, more: object = {}): Recorded => ({
  method: 'POST',
  path: '/v1/push',
  headers: { cookie: 'moments=1' },
  body: JSON.stringify({ pending: { count: pending, since: null }, operations: [{}], ...more }),
});

test('[A3] a request with nothing of a person has no hits, whatever the person sends in their own', () => {
  expect(requestHits([challenge(), push(1)], { person: PERSON })).toEqual({ hits: [], looked: 1 });
});

test.each([
  ['a cookie', challenge({ cookie: 'moments=1' })],
  ['an authorisation', challenge({ authorization: 'Bearer x' })],
  ['where it came from', challenge({ referer: 'http://localhost/new' })],
  ['a header of the app', challenge({ 'x-device': 'a1' })],
  ['more than the contract says', challenge({}, { device: 'a1' })],
  ['an id of a person', challenge({ 'user-agent': `Browser ${PERSON}` })],
])('[A3] %s is a hit', (_, request) => {
  expect(requestHits([request], { person: PERSON }).hits.length).toBeGreaterThan(0);
});

test('[A3] what is sealed is a hit in a push, and so is a push that counts it', () => {
  const { hits } = requestHits([challenge(), push(2), push(1, { sealed: 'AAAA' })]);
  expect(hits).toHaveLength(2);
});

test('no anonymous request at all proves nothing', () => {
  expect(() => requestHits([push(1)])).toThrow('No anonymous request');
});
