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

interface Rows {
  moments: KeptMoment[];
  operations: KeptOperation[];
}

const CHUNK = 1_000;

/** Replaces all that the outbox holds by `count` moments that wait since yesterday. No app may be open meanwhile. */
export const fillOutbox = async (
  { page, server, personId, programmeId }: BenchPhone,
  count: number,
): Promise<void> => {
  // A file of the same origin: the database is in reach, and no app runs.
  await page.goto(`${server.url}/icon.svg`);
  const yesterday = Date.now() - 24 * 3_600_000;
  for (let first = 0; first === 0 || first < count; first += CHUNK) {
    const rows = rowsOf(
      Math.min(CHUNK, count - first),
      { personId, programmeId },
      yesterday + first,
    );
    await page.evaluate(keepRows, { ...rows, isFirst: first === 0 });
  }
};

const rowsOf = (
  count: number,
  { personId, programmeId }: { personId: string; programmeId: string },
  savedAt: number,
): Rows => {
  const made = operations(count, programmeId);
  return {
    operations: made.map((operation, index) => ({
      ...operation,
      personId,
      savedAt: savedAt + index,
      queuedAt: savedAt + index,
      heldUntil: 0,
      attempts: 0,
      sendingUntil: 0,
      waitUntil: 0,
    })),
    moments: made.map(({ momentId, body }, index) => ({
      momentId,
      personId,
      body: JSON.parse(body) as MomentBody,
      savedAt: savedAt + index,
    })),
  };
};

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
