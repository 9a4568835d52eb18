// Two app processes over one PostgreSQL, as behind a balancer.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Operation } from '../../../src/contract/push.ts';
import { aMoment, operationOf } from '../../support/operations.ts';
import { newPlace, type Place } from '../../support/place.ts';
import {
  call,
  firstProgramme,
  invite,
  pull,
  pullAll,
  push,
  setUp,
  signIn,
  type SignedInDevice,
  startServer,
  temporaryFolder,
  type TestServer,
} from '../../support/server.ts';

// Whole processes start here, on a machine that other tests use too.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let place: Place;
let dataDir: string;
let one: TestServer;
let two: TestServer;
let manager: SignedInDevice;
let programmeId: string;

beforeAll(async () => {
  place = await newPlace();
  dataDir = temporaryFolder();
  const start = () => startServer({ dataDir, env: place.env });
  [one, two] = await Promise.all([start(), start()]);
  // The link of whichever came last holds.
  manager = await setUp(one.url, one.setUpLink).catch(() => setUp(two.url, two.setUpLink));
  programmeId = await firstProgramme(one.url, manager);
});

const operations = (count: number): Operation[] =>
  Array.from({ length: count }, () => operationOf(aMoment({ programmeId })));

const practitioner = async (name: string): Promise<SignedInDevice> =>
  signIn(one.url, await invite(one.url, manager, { name }));

const statusesOf = async (pushed: ReturnType<typeof push>): Promise<string[]> =>
  (await pushed).body.results.map(({ status }) => status);

test('[L1] a puller misses nothing and sees nothing twice while both write', async () => {
  const pat = await practitioner('Pat');
  const sent = new Set<string>();
  let isDone = false;
  const writing = Promise.all(
    [one, two, one, two, one, two].map(async ({ url }) => {
      for (let round = 0; round < 15; round += 1) {
        const batch = operations(3);
        for (const { momentId } of batch) sent.add(momentId);
        expect(await statusesOf(push(url, pat, batch))).toEqual(['stored', 'stored', 'stored']);
      }
    }),
  ).then(() => (isDone = true));

  const follow = async (url: string): Promise<string[]> => {
    const seen: string[] = [];
    let cursor = '';
    for (let wasDone = false; ;) {
      const { body } = await pull(url, pat, `?limit=7${cursor}`);
      seen.push(...body.changes.map(({ momentId }) => momentId));
      cursor = `&cursor=${body.cursor}`;
      if (wasDone && !body.more) return seen;
      wasDone = isDone;
    }
  };
  const [byOne, byTwo] = await Promise.all([follow(one.url), follow(two.url), writing]);
  for (const seen of [byOne, byTwo]) {
    expect(seen).toHaveLength(270);
    expect(new Set(seen)).toEqual(sent);
  }
});

test('[P4] [P3] one is killed with -9 in the middle of batches: nothing is lost, nothing doubled', async () => {
  const pat = await practitioner('Paula');
  const sent: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    const batches = Array.from({ length: 8 }, () => operations(20));
    sent.push(...batches.flat().map(({ momentId }) => momentId));
    const pushed = batches.map((batch, index) =>
      statusesOf(push(index < 6 ? one.url : two.url, pat, batch)),
    );
    // The first answer is the signal; the others are under way.
    await Promise.any(pushed);
    await one.kill();
    const answered = await Promise.allSettled(pushed);
    expect(answered.slice(6).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    // What has no receipt is sent again, to whoever is there; what has one is there already.
    for (const [index, { status }] of answered.entries()) {
      const again = await statusesOf(push(two.url, pat, batches[index]!));
      const allowed = status === 'fulfilled' ? ['duplicate'] : ['stored', 'duplicate'];
      expect(again.filter((each) => !allowed.includes(each))).toEqual([]);
      // A batch is stored as a whole or not at all.
      expect(new Set(again).size).toBe(1);
    }
    await one.restart();
  }
  for (const { url } of [one, two]) {
    const seen = (await pullAll(url, pat)).map(({ momentId }) => momentId);
    expect(seen.toSorted()).toEqual(sent.toSorted());
  }
});

describe('live', () => {
  /** Listens at an open desk's connection, and collects what comes. */
  const listen = async (url: string, device: SignedInDevice) => {
    const response = await fetch(`${url}/v1/desk/live`, { headers: { Cookie: device.cookie } });
    const heard = { text: '', isOver: false };
    const read = async (): Promise<void> => {
      for await (const chunk of response.body!) heard.text += Buffer.from(chunk).toString();
      heard.isOver = true;
    };
    // At the end of this file the server is killed, and the stream with it.
    void read().catch(() => {});
    return heard;
  };

  test('[L1] what arrives at one is told at both', async () => {
    const desks = [await listen(one.url, manager), await listen(two.url, manager)];
    for (const { url } of [one, two]) {
      for (const desk of desks) desk.text = '';
      await push(url, manager, operations(1));
      for (const desk of desks) await expect.poll(() => desk.text).toContain('event:');
    }
  });

  test('[P7] a session that is ended at one hears no more at the other', async () => {
    const link = await invite(one.url, manager, { name: 'Max', role: 'manager' });
    const max = await signIn(one.url, link);
    const desk = await listen(two.url, max);
    await call(one.url, `/v1/desk/sessions/${max.sessionId}/end`, {
      cookie: manager.cookie,
      body: {},
    });
    await expect.poll(() => desk.isOver).toBe(true);
  });
});

test('a locked-out manager gets back in by a link made on the server', async () => {
  const command = fileURLToPath(
    new URL('../../../src/server/commands/manager-link.ts', import.meta.url),
  );
  const { stdout } = spawnSync(process.execPath, [command], {
    env: { ...process.env, ...place.env, DATA_DIR: dataDir, PORT: new URL(two.url).port },
    encoding: 'utf8',
  });
  const link = /http\S+\/join#\S+/.exec(stdout)?.[0] ?? '';
  expect((await signIn(two.url, { link })).identity).toEqual(manager.identity);
});
