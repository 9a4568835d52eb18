// The real built server, ended with SIGKILL again and again while several people send to it. What got its receipt is on
// the disk from then on: it is there when the server is back, before anybody sends it again, and it is there once.

import { setTimeout as pause } from 'node:timers/promises';
import { readWithdrawn, withdrawnFileIn } from '../../../src/server/store/withdrawn-file.ts';
import { type Chance, chanceOf } from '../../model/chance.ts';
import { type EngineName, type Place, withPlaceOn } from '../../support/place.ts';
import {
  type TestServer,
  firstProgramme,
  invite,
  pullAll,
  setUp,
  signIn,
  startServer,
} from '../../support/server.ts';
import { type Receipt, type Sender, newSender } from './sender.ts';
import { type Kills, type Tally, newTally } from './tally.ts';

const SENDERS = 6;
/** So many batches are answered between two kills, at most. */
const ANSWERS_MAX = 24;
/** How often it is killed once more before it is ready, and within which time. */
const WHILE_STARTING = 0.15;
const START_MS = 250;

/**
 * Kills a server `count` times. The seed sets what is said and the delays before the kills; what a kill strikes is up to
 * the machine.
 */
export const serverKills = (
  engine: EngineName,
  count: number,
  { seed = 1 }: { seed?: number } = {},
): Promise<Kills> =>
  withPlaceOn(engine, async (place) => {
    const server = await startServer({ dataDir: place.folder, env: place.env });
    try {
      return await killAgainAndAgain(server, place, count, chanceOf(seed));
    } finally {
      await server.kill();
    }
  });

const killAgainAndAgain = async (
  server: TestServer,
  place: Place,
  count: number,
  chance: Chance,
): Promise<Kills> => {
  const tally = newTally();
  const senders = await letIn(server, chance, tally);
  while (tally.kills.kills < count) {
    const since = new Date().toISOString();
    await killWhileTheySend(server, senders, chance, tally);
    while (tally.kills.kills < count && chance.random() < WHILE_STARTING) {
      await killWhileItStarts(server, chance, tally);
    }
    await server.restart();
    await lookForReceipts(place, senders, since, tally);
  }
  for (const { sendRest } of senders) await sendRest(server.url);
  await lookForReceipts(place, senders, '', tally);
  await lookForStrangers(place, senders, tally);
  for (const sender of senders) await lookAtMoments(server, sender, tally);
  lookForWithdrawn(place, senders, tally);
  return tally.kills;
};

const letIn = async (server: TestServer, chance: Chance, tally: Tally): Promise<Sender[]> => {
  const manager = await setUp(server.url, server.setUpLink);
  const programmeId = await firstProgramme(server.url, manager);
  const senders: Sender[] = [];
  while (senders.length < SENDERS) {
    const name = `Phone ${senders.length}`;
    const device = await signIn(server.url, await invite(server.url, manager, { name }));
    const onOtherReceipt = ({ operation, receivedAt }: Receipt, now: object): void =>
      tally.lose(
        `operation ${operation.operationId}`,
        `had its receipt at ${receivedAt}, and now gets ${JSON.stringify(now)}`,
      );
    senders.push(newSender(device, programmeId, chance, onOtherReceipt));
  }
  return senders;
};

/** Resolves when the server is dead and what it had answered before was heard. */
const killWhileTheySend = async (
  server: TestServer,
  senders: readonly Sender[],
  chance: Chance,
  tally: Tally,
): Promise<void> => {
  const wanted = 1 + Math.floor(chance.random() * ANSWERS_MAX);
  const state = { isKilled: false, answers: 0, cutOff: 0 };
  const startedMs = performance.now();
  let sending: Promise<unknown> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    const send = async ({ sendBatch }: Sender): Promise<void> => {
      while (!state.isKilled) {
        try {
          await sendBatch(server.url);
          state.answers += 1;
          if (state.answers === wanted) resolve();
        } catch (error) {
          if (!state.isKilled) throw error;
          state.cutOff += 1;
        }
      }
    };
    sending = Promise.all(senders.map(send));
    sending.catch(reject);
  });
  // Anywhere within the next turn, however long that takes on this machine just now.
  const turnMs = (performance.now() - startedMs) / Math.ceil(wanted / SENDERS);
  await pause(chance.random() * turnMs);
  state.isKilled = true;
  await server.kill();
  await sending;
  tally.kills.kills += 1;
  if (state.cutOff > 0) tally.kills.cut += 1;
};

const killWhileItStarts = async (
  server: TestServer,
  chance: Chance,
  tally: Tally,
): Promise<void> => {
  const starting = server.restart().then(
    () => false,
    () => true,
  );
  await pause(chance.random() * START_MS);
  await server.kill();
  tally.kills.kills += 1;
  if (await starting) tally.kills.cut += 1;
};

/** What was told to be on disk since then is in the database, once and as it was sent. */
const lookForReceipts = async (
  place: Place,
  senders: readonly Sender[],
  since: string,
  tally: Tally,
): Promise<void> => {
  const rows = await place.rows(
    'select operation_id, digest, body, status, received_at from operation where received_at >= ?',
    since,
  );
  const found = groupedBy(rows, (row) => String(row['operation_id']));
  for (const { operation, receivedAt } of senders.flatMap(receiptsOf)) {
    if (receivedAt < since) continue;
    const id = `operation ${operation.operationId}`;
    const [row, ...more] = found.get(operation.operationId) ?? [];
    for (const one of more) tally.double(id, `is there again: ${JSON.stringify(one)}`);
    if (row?.['received_at'] !== receivedAt || row['status'] !== 'stored') {
      tally.lose(id, `had its receipt at ${receivedAt}; there is ${JSON.stringify(row)}`);
    } else if (row['body'] !== null && row['body'] !== operation.body) {
      tally.lose(id, 'is other than it was sent');
    }
  }
};

const idsIn = async (place: Place, table: 'operation' | 'moment'): Promise<string[]> =>
  (await place.rows(`select ${table}_id as id from ${table}`)).map(({ id }) => String(id));

const groupedBy = <T>(all: readonly T[], idOf: (one: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(idOf(one), [...(groups.get(idOf(one)) ?? []), one]);
  return groups;
};

const receiptsOf = ({ receipts }: Sender): Receipt[] => [...receipts.values()];

/** Nothing is in the database but what was said; what a kill cut off has its receipt by now. */
const lookForStrangers = async (
  place: Place,
  senders: readonly Sender[],
  tally: Tally,
): Promise<void> => {
  const sent = new Set(senders.flatMap(({ receipts }) => [...receipts.keys()]));
  const said = new Set(senders.flatMap((sender) => [...sender.said.keys()]));
  for (const id of await idsIn(place, 'operation')) {
    if (!sent.has(id)) tally.double(`operation ${id}`, 'was sent by nobody');
  }
  for (const id of await idsIn(place, 'moment')) {
    if (!said.delete(id)) tally.double(`moment ${id}`, 'is there twice, or was said by nobody');
  }
  for (const id of said) tally.lose(`moment ${id}`, 'is not there');
};

/** Everyone is told of each of their moments once, in the words that they used last. */
const lookAtMoments = async (
  { url }: TestServer,
  { device, said }: Sender,
  tally: Tally,
): Promise<void> => {
  const told = groupedBy(await pullAll(url, device), ({ momentId }) => momentId);
  for (const [momentId, words] of said) {
    const id = `moment ${momentId}`;
    const [change, ...more] = told.get(momentId) ?? [];
    if (more.length > 0) tally.double(id, `comes ${more.length + 1} times`);
    if (change === undefined) tally.lose(id, 'does not come');
    else if ((change.moment?.words ?? null) !== words) {
      tally.lose(id, `has the words of revision ${change.revision}`);
    }
  }
};

/** What was taken back stands beside the database too, for a backup that does not know of it. */
const lookForWithdrawn = (place: Place, senders: readonly Sender[], tally: Tally): void => {
  const { ids } = readWithdrawn(withdrawnFileIn(place.folder));
  const listed = new Set(ids.map(({ momentId }) => momentId));
  for (const [momentId, words] of senders.flatMap(({ said }) => [...said])) {
    if (words === null && !listed.has(momentId)) {
      tally.lose(`moment ${momentId}`, 'was taken back, and withdrawn.jsonl does not say so');
    }
  }
};
