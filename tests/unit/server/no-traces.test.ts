// A real server as its own process, called from an address and by an agent that are known: nothing that it writes, to
// whatever file or log, holds either of them.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { DeskPage } from '../../../src/contract/desk.ts';
import type { PullAnswer } from '../../../src/contract/pull.ts';
import { seal } from '../../../src/device/seal.ts';
import { backUp } from '../../../src/server/store/sqlite-backup.ts';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import {
  call,
  setUp,
  startServer,
  temporaryFolder,
  type TestServer,
} from '../../support/server.ts';
import type { Answered, Sending } from '../../support/server.ts';
import { freshProof, newProgrammeSecret, sayIt, someSaid } from '../../support/speaking.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Any address of this kind is this machine's. */
const FROM = '127.83.41.7';
const FORWARDED = '203.0.113.77';
const AGENT = 'Fernsprecher/9.1 (known)';
const CODE = '4096163842949672';

let server: TestServer;
afterEach(() => server.kill());

/** As a phone at that address sends it. */
const calling =
  (url: string) =>
  async <Body>(path: string, { body }: Sending = {}): Promise<Answered<Body>> => {
    const to = new URL(path, url);
    const outgoing = request({
      host: '127.0.0.1',
      port: to.port,
      path,
      method: body === undefined ? 'GET' : 'POST',
      localAddress: FROM,
      headers: {
        'Content-Type': 'application/json',
        Origin: to.origin,
        'User-Agent': AGENT,
        'X-Forwarded-For': FORWARDED,
      },
    });
    outgoing.end(JSON.stringify(body));
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of incoming.setEncoding('utf8')) text += String(chunk);
    return {
      status: incoming.statusCode!,
      headers: new Headers(),
      body: JSON.parse(text) as Body,
      cookie: null,
    };
  };

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

/** Where words stand, in either encoding that a text may be kept in. */
const holding = (words: string, files: readonly string[], output: string): string[] => {
  const forms = [Buffer.from(words, 'utf8'), Buffer.from(words, 'utf16le')];
  const found = files.filter((path) => {
    const bytes = readFileSync(path);
    return forms.some((form) => bytes.includes(form));
  });
  return output.includes(words) ? [...found, 'its output'] : found;
};

test('[A4] said from a known address by a known agent: neither is in the database, its log, a backup, any other file or what the server wrote down', async () => {
  server = await startServer();
  const manager = await setUp(server.url, server.setUpLink);
  const { body } = await call<PullAnswer>(server.url, '/v1/pull', { cookie: manager.cookie });
  const { form, key } = body.handOver![0]!;
  const { programmeId } = form;
  const secret = newProgrammeSecret();
  const beside = await openSqlite(server.dataDir);
  await beside.write(manager.identity.organisationId, (transaction) =>
    transaction.setSecret(programmeId, secret),
  );
  await beside.close();
  const before = server.output();

  const phone = calling(server.url);
  const entryId = randomUUID();
  const own = someSaid({ programmeId, entryId, words: 'Said by the canal.', receiptCode: CODE });
  expect((await phone('/v1/say/form', { body: { secret } })).status).toBe(200);
  expect((await sayIt(phone, secret, own)).status).toBe(200);
  const risk = someSaid({ programmeId, words: 'Said in fear.', mayBeAtRisk: true });
  expect((await sayIt(phone, secret, risk)).status).toBe(200);
  const entry = await seal(someSaid({ programmeId, words: 'Said on another’s phone.' }), key);
  const sealed = { proof: await freshProof(phone), entry };
  expect((await phone('/v1/say/sealed', { body: sealed })).status).toBe(200);
  const receipt = { code: CODE, proof: await freshProof(phone) };
  expect((await phone('/v1/receipt', { body: receipt })).status).toBe(200);
  expect((await phone('/v1/say', { body: { secret, proof: 'x', said: own } })).status).toBe(428);
  expect((await phone('/v1/say', { body: { secret: 'x' } })).status).toBe(400);
  await phone('/say').catch(() => null);
  // Nothing at all was written down of these calls.
  expect(server.output()).toBe(before);

  const backup = backUp(server.dataDir, join(temporaryFolder(), 'backup.sqlite'), new Date());
  const files = (): string[] => [...filesIn(server.dataDir), backup.path];
  const look = (words: string): string[] => holding(words, files(), server.output());
  // What is there is found: else nothing would be shown by what is not.
  for (const words of ['Said by the canal.', 'Said in fear.', 'Said on another’s phone.']) {
    expect(look(words)).not.toEqual([]);
  }
  const traces = [FROM, FORWARDED, 'Fernsprecher', CODE, entryId];
  for (const trace of traces) expect([trace, look(trace)]).toEqual([trace, []]);
  await server.stop();
  for (const trace of traces) expect([trace, look(trace)]).toEqual([trace, []]);
});

test('[A4] what a stopped server left held is released when it starts again, if its time has come', async () => {
  server = await startServer();
  const manager = await setUp(server.url, server.setUpLink);
  const { body } = await call<PullAnswer>(server.url, '/v1/pull', { cookie: manager.cookie });
  const { programmeId } = body.handOver![0]!.form;
  const beside = await openSqlite(server.dataDir);
  await beside.write(manager.identity.organisationId, async (transaction) => {
    const receivedOn = '2026-11-20';
    const lookedAt = `${receivedOn}T12:00:00.000Z`;
    await transaction.noteLooked(programmeId, { lookedAt, waitingSince: null });
    await transaction.hold({
      momentId: randomUUID(),
      programmeId,
      channel: 'own-phone',
      words: 'Said before the power cut.',
      kind: 'idea',
      audience: 'team',
      receivedOn,
      receipt: null,
    });
  });
  await beside.close();
  await server.restart();
  const words = async () => {
    const path = '/v1/desk/moments';
    const { body: page } = await call<DeskPage>(server.url, path, { cookie: manager.cookie });
    return page.moments.map((moment) => moment.words);
  };
  await expect.poll(words).toEqual(['Said before the power cut.']);
});

test('a backup of the database alone holds the words, but no key: it opens no sealed body and tests no code', async () => {
  server = await startServer();
  const manager = await setUp(server.url, server.setUpLink);
  const { body } = await call<PullAnswer>(server.url, '/v1/pull', { cookie: manager.cookie });
  const backup = backUp(server.dataDir, join(temporaryFolder(), 'backup.sqlite'), new Date());
  const keys = readFileSync(join(server.dataDir, 'keys.json'), 'utf8');
  const sealing = readFileSync(join(server.dataDir, 'sealing-keys.json'), 'utf8');
  const secrets = [...`${keys}${sealing}`.matchAll(/"([\w-]{43})"/g)].map(([, secret]) => secret!);
  // Two secrets, and the private key of the one programme.
  expect(secrets).toHaveLength(3);
  for (const secret of secrets) {
    expect(holding(secret, [backup.path], '')).toEqual([]);
    const raw = Buffer.from(secret, 'base64url');
    expect(readFileSync(backup.path).includes(raw)).toBe(false);
  }
  expect(sealing).toContain(body.handOver![0]!.key.keyId);
  for (const name of ['keys.json', 'sealing-keys.json']) {
    expect(statSync(join(server.dataDir, name)).mode & 0o777).toBe(0o600);
  }
});

test('the keys may stand elsewhere, apart from the data', async () => {
  const apart = join(temporaryFolder(), 'moments-keys.json');
  server = await startServer({ env: { MOMENTS_KEYS: apart } });
  const manager = await setUp(server.url, server.setUpLink);
  await call<PullAnswer>(server.url, '/v1/pull', { cookie: manager.cookie });
  expect(readdirSync(server.dataDir).filter((name) => name.includes('keys'))).toEqual([]);
  expect(readdirSync(join(apart, '..')).toSorted()).toEqual([
    'moments-keys.json',
    'sealing-keys.json',
  ]);
});
