// A phone in a real Chromium on a profile on disk, as one that was given out is: IndexedDB writes to files there.
import { join as joinPath } from 'node:path';
import type { Page } from 'playwright-core';
import type { KeptMoment, KeptOperation } from '../../src/device/database.ts';
import type { MomentBody } from '../../src/contract/moment.ts';
import { type RealBrowser, openPhone, workerIsReady } from '../support/browser.ts';
import {
  type TestServer,
  call,
  firstProgramme,
  startServer,
  temporaryFolder,
} from '../support/server.ts';
import type { PullAnswer } from '../../src/contract/pull.ts';
import { field, join, organisation } from '../support/walking.ts';
import { amendmentOf, withdrawalOf } from '../support/operations.ts';
import type { Operation } from '../../src/contract/push.ts';
import { operations } from './said.ts';

export interface BenchPhone {
  server: TestServer;
  browser: RealBrowser;
  page: Page;
  personId: string;
  programmeId: string;
  close: () => Promise<void>;
}

/** A real server and a phone that has joined it, its worker ready. */
export const openBenchPhone = async (): Promise<BenchPhone> => {
  const server = await startServer();
  const browser = await openPhone(joinPath(temporaryFolder(), 'profile'));
  const { page } = browser;
  const { manager, invitation } = await organisation(server.url, server.setUpLink);
  await join(page, invitation);
  await field(page).waitFor();
  await workerIsReady(page);
  const cookies = await browser.context.cookies(server.url);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const { body } = await call<PullAnswer>(server.url, '/v1/pull', { cookie });
  return {
    server,
    browser,
    page,
    personId: body.identity.personId,
    programmeId: await firstProgramme(server.url, manager),
    close: async () => {
      await browser.kill();
      await server.kill();
    },
  };
};

/** An operation that waits on a phone. */
export interface Waiting {
  operation: Operation;
  /** ms. */
  savedAt: number;
  /** How often it may have left. */
  attempts: number;
}

interface Rows {
  moments: KeptMoment[];
  operations: KeptOperation[];
}

const CHUNK = 1_000;
const DAY_MS = 24 * 3_600_000;

/** So many new moments, saved one after the other since yesterday. */
export const sinceYesterday = ({ programmeId }: BenchPhone, count: number): Waiting[] =>
  operations(count, programmeId).map((operation, index) => ({
    operation,
    savedAt: Date.now() - DAY_MS + index,
    attempts: 0,
  }));

/**
 * What 30 days without signal leave: of ten operations six are new moments, two a moment and its change, two a moment
 * and its withdrawal. What was changed had been tried to be sent before, in vain.
 */
export const overThirtyDays = ({ programmeId }: BenchPhone, count: number): Waiting[] => {
  const created = operations(count, programmeId);
  const startedAt = Date.now() - 30 * DAY_MS;
  return created.map((operation, index) => {
    const savedAt = startedAt + Math.floor((index / count) * 30 * DAY_MS);
    const place = index % 10;
    const { momentId, body } = created[Math.max(0, index - 1)]!;
    if (place === 7) {
      const { words, ...rest } = JSON.parse(body) as MomentBody;
      const amended = amendmentOf(momentId, 2, { ...rest, words: `${words} And more.` });
      return { operation: amended, savedAt, attempts: 0 };
    }
    if (place === 9) {
      return { operation: withdrawalOf(momentId, 2, programmeId), savedAt, attempts: 0 };
    }
    return { operation, savedAt, attempts: place === 6 || place === 8 ? 3 : 0 };
  });
};

/** Replaces all that the outbox holds by what waits. No app may be open meanwhile. */
export const fillOutbox = async (
  { page, server, personId }: BenchPhone,
  waiting: readonly Waiting[],
): Promise<void> => {
  // A file of the same origin: the database is in reach, and no app runs.
  await page.goto(`${server.url}/icon.svg`);
  for (let first = 0; first === 0 || first < waiting.length; first += CHUNK) {
    const rows = rowsOf(waiting.slice(first, first + CHUNK), personId);
    await page.evaluate(keepRows, { ...rows, isFirst: first === 0 });
  }
};

const rowsOf = (waiting: readonly Waiting[], personId: string): Rows => ({
  operations: waiting.map(({ operation, savedAt, attempts }) => ({
    ...operation,
    personId,
    savedAt,
    queuedAt: savedAt,
    heldUntil: 0,
    attempts,
    sendingUntil: 0,
    waitUntil: 0,
  })),
  moments: waiting.map(({ operation: { momentId, kind, body }, savedAt }) => ({
    momentId,
    personId,
    body: kind === 'withdraw' ? null : (JSON.parse(body) as MomentBody),
    savedAt,
  })),
});

/** Runs in the page. */
const keepRows = ({ moments, operations: rows, isFirst }: Rows & { isFirst: boolean }) =>
  new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('moments-outbox');
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const database = opening.result;
      const tx = database.transaction(['moments', 'operations', 'senders'], 'readwrite');
      if (isFirst) {
        for (const name of ['moments', 'operations', 'senders']) tx.objectStore(name).clear();
      }
      for (const moment of moments) tx.objectStore('moments').put(moment);
      for (const row of rows) tx.objectStore('operations').put(row);
      tx.addEventListener('error', () => reject(tx.error));
      tx.addEventListener('complete', () => {
        database.close();
        resolve();
      });
    });
  });
