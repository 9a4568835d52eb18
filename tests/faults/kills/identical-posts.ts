// The same bytes, fifty times at once, half of them to each of two processes on one database: from a phone that heard no
// answer, its other tabs and its worker. They make one row, and all of them get the receipt of that row.

import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Operation, PushAnswer, PushRequest, PushResult } from '../../../src/contract/push.ts';
import { PROTOCOL } from '../../../src/contract/version.ts';
import { aMoment, operationOf } from '../../support/operations.ts';
import { type EngineName, type Place, withPlaceOn } from '../../support/place.ts';
import { type SignedInDevice, firstProgramme, setUp, startServer } from '../../support/server.ts';

export interface Posts {
  posts: number;
  /** Rows beyond the one of each operation and the one of its moment; and rows that are missing. */
  extraRows: number;
  /** Answers that are not the one receipt, or that call themselves the first beside another. */
  otherAnswers: number;
}

/** Posts `rounds` operations, each `at` times at once. */
export const identicalPosts = (engine: EngineName, rounds: number, at = 50): Promise<Posts> =>
  withPlaceOn(engine, async (place) => {
    const start = () => startServer({ dataDir: place.folder, env: place.env });
    const one = await start();
    const manager = await setUp(one.url, one.setUpLink);
    const programmeId = await firstProgramme(one.url, manager);
    const two = await start();
    const agent = new Agent({ keepAlive: true });
    try {
      const urls = Array.from({ length: at }, (_, index) => (index % 2 === 0 ? one : two).url);
      const sent: Operation[] = [];
      let otherAnswers = 0;
      while (sent.length < rounds) {
        const operation = operationOf(aMoment({ programmeId }));
        sent.push(operation);
        otherAnswers += othersAmong(await postAtOnce(urls, agent, manager, operation));
      }
      return { posts: rounds * at, extraRows: await countExtraRows(place, sent), otherAnswers };
    } finally {
      agent.destroy();
      await Promise.all([one.kill(), two.kill()]);
    }
  });

/** Every connection is open and every head is sent before the first body goes. */
const postAtOnce = async (
  urls: readonly string[],
  agent: Agent,
  { cookie, identity }: SignedInDevice,
  operation: Operation,
): Promise<(PushResult | undefined)[]> => {
  const body = JSON.stringify({
    protocol: PROTOCOL,
    sender: identity.personId,
    pending: { count: 1, since: null },
    operations: [operation],
  } satisfies PushRequest);
  const heads = urls.map((url) =>
    request(`${url}/v1/push`, {
      agent,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        origin: url,
        cookie,
      },
    }),
  );
  await Promise.all(heads.map(openHead));
  return Promise.all(heads.map((head) => answerTo(head, body)));
};

const openHead = async (head: ClientRequest): Promise<void> => {
  head.flushHeaders();
  if (head.socket === null) await once(head, 'socket');
  if (head.socket!.connecting) await once(head.socket!, 'connect');
};

const answerTo = async (head: ClientRequest, body: string): Promise<PushResult | undefined> => {
  const answered = once(head, 'response') as Promise<[IncomingMessage]>;
  head.end(body);
  const [response] = await answered;
  const { results } = JSON.parse(await text(response)) as Partial<PushAnswer>;
  return results?.[0];
};

/** The first is `stored`, all others are `duplicate`, and they say the same otherwise. */
const othersAmong = (results: readonly (PushResult | undefined)[]): number => {
  const first = results.find((result) => result?.status === 'stored');
  const wanted = JSON.stringify({ ...first, status: 'duplicate' });
  return results.filter((result) => result !== first && JSON.stringify(result) !== wanted).length;
};

const countExtraRows = async (place: Place, sent: readonly Operation[]): Promise<number> => {
  const operations = await place.rows('select operation_id as id from operation');
  const moments = await place.rows('select moment_id as id from moment');
  return (
    wrongRows(operations, new Set(sent.map(({ operationId }) => operationId))) +
    wrongRows(moments, new Set(sent.map(({ momentId }) => momentId)))
  );
};

const wrongRows = (rows: readonly Record<string, unknown>[], wanted: Set<unknown>): number =>
  rows.filter(({ id }) => !wanted.delete(id)).length + wanted.size;
