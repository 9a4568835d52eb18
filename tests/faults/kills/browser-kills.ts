// The real built app with its worker in a real Chromium, on one profile and one server, whose processes are all ended
// with SIGKILL again and again while somebody types, saves and sends. At the end all that waits is sent, and what the
// screen had told as saved is compared with what the server holds. No kill shows a power cut: what was written and not
// yet synced outlives a process.

import { join as joinPath } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { chanceOf } from '../../model/chance.ts';
import { type RealBrowser, openPhone, workerIsReady } from '../../support/browser.ts';
import { freePort } from '../../support/free-port.ts';
import { inFolder } from '../../support/place.ts';
import { startServer, temporaryFolder } from '../../support/server.ts';
import { field, join, organisation } from '../../support/walking.ts';
import {
  findKind,
  isReady,
  listenForSaved,
  nameOf,
  namesIn,
  outboxOf,
  typeOn,
  until,
} from './at-the-screen.ts';
import { openSlowLine } from './slow-line.ts';
import { type Kills, type Tally, newTally } from './tally.ts';

/** Each way: so a kill may fall while a request or its answer is on the line. */
const LINE_MS = 100;

/**
 * Kills a phone's browser `count` times. The seed sets what a kill strikes and the delays before it; where exactly it
 * falls is up to the machine. Rejects when something is stuck on the phone.
 */
export const browserKills = async (
  count: number,
  { seed = 1 }: { seed?: number } = {},
): Promise<Kills> => {
  const [own, open] = [await freePort(), await freePort()];
  const server = await startServer({ port: own, env: { PUBLIC_URL: `http://localhost:${open}` } });
  const profile = joinPath(temporaryFolder(), 'profile');
  const line = await openSlowLine(open, own, LINE_MS);
  const story: Story = {
    url: server.url,
    tally: newTally(),
    random: chanceOf(seed).random,
    told: new Map(),
    awaited: new Map(),
    usualMs: { start: 0, save: 0, push: 0 },
  };
  try {
    const { invitation } = await organisation(server.url, server.setUpLink);
    await onPhone(profile, story, (phone) => moveIn(phone, invitation, story));
    while (story.tally.kills.kills < count) {
      await onPhone(profile, story, (phone) => liveUntilKilled(phone, story));
    }
    await onPhone(profile, story, (phone) => sendAll(phone, story));
    const moments = await inFolder(server.dataDir).rows('select words from moment');
    if (story.told.size < count / 2) throw new Error('hardly anything was told to be saved');
    compare(story, moments.map(({ words }) => String(words)).flatMap(namesIn));
    return story.tally.kills;
  } finally {
    line.close();
    await server.kill();
  }
};

interface Story {
  url: string;
  tally: Tally;
  random: () => number;
  /** By the name of what was typed: how it was told to be kept, and when. */
  told: Map<string, { how: string; atMs: number }>;
  /** Who waits for that, by the same name. */
  awaited: Map<string, () => void>;
  /** How long each took last, so that a kill falls within it, however busy the machine. */
  usualMs: { start: number; save: number; push: number };
}

const onPhone = async (
  profile: string,
  story: Story,
  work: (phone: RealBrowser) => Promise<void>,
): Promise<void> => {
  const phone = await openPhone(profile);
  try {
    await listenForSaved(phone.page, (name) => tell(story, name, 'was shown as saved'));
    await work(phone);
  } finally {
    await phone.kill();
  }
};

const tell = ({ told, tally, awaited }: Story, name: string, how: string): void => {
  if (told.has(name)) return;
  awaited.get(name)?.();
  told.set(name, { how: `${how} before kill ${tally.kills.kills + 1}`, atMs: performance.now() });
};

/** Joins, and ends as a person would: Chromium writes cookies only then. */
const moveIn = async (
  { page, close }: RealBrowser,
  invitation: string,
  story: Story,
): Promise<void> => {
  await join(page, invitation);
  await isReady(page);
  await workerIsReady(page);
  const startedMs = performance.now();
  await page.reload();
  await isReady(page);
  story.usualMs.start = performance.now() - startedMs;
  await save(page, nameOf(0, 0), story);
  await (
    await beginToSend(page, story)
  ).over;
  await close();
};

/** One start of the browser, to its kill. */
const liveUntilKilled = async (phone: RealBrowser, story: Story): Promise<void> => {
  const { url, random, tally } = story;
  const { page } = phone;
  const life = tally.kills.kills + 1;
  const strike = random();
  if (strike < 0.15) {
    const starting = page
      .goto(url + (strike < 0.1 ? '/new' : '/waiting'))
      .then(() => isReady(page));
    return await killWithin(story.usualMs.start, phone, story, underWay(starting));
  }
  await page.goto(`${url}/new`);
  await isReady(page);
  if (random() < 0.5) await save(page, nameOf(life, 1), story);
  const name = nameOf(life, 2);
  if (strike < 0.6) return await killAroundSave(phone, name, story);
  if (strike < 0.9) return await killAroundSending(phone, name, story);
  return await killAfterTyping(phone, name, story);
};

/** Before the save's transaction, within it, or the instant that it is told. */
const killAroundSave = async (phone: RealBrowser, name: string, story: Story): Promise<void> => {
  const { page } = phone;
  await typeOn(page, name);
  const tap = await findKind(page);
  const told = whenTold(story, name);
  const isUnderWay = underWay(told);
  underWay(tap());
  const isAtOnce = story.random() < 0.5;
  if (isAtOnce) await told;
  await killWithin(isAtOnce ? 0 : story.usualMs.save, phone, story, isUnderWay);
};

/** A look at it from time to time would come too late. */
const whenTold = (story: Story, name: string): Promise<void> =>
  Promise.race([
    new Promise<void>((resolve) => story.awaited.set(name, resolve)),
    until(`${name} is not told to be saved`, () => story.told.has(name)),
  ]);

/** Before the server has the request, before its answer is there, or before the receipt is applied. */
const killAroundSending = async (phone: RealBrowser, name: string, story: Story): Promise<void> => {
  await save(phone.page, name, story);
  const { isUnderWay } = await beginToSend(phone.page, story);
  const { push, save: apply } = story.usualMs;
  const answered = Math.max(push, LINE_MS);
  const ends = [0, LINE_MS, answered, answered + apply];
  const part = Math.floor(story.random() * 3);
  await pause(ends[part]);
  await killWithin(ends[part + 1]! - ends[part]!, phone, story, isUnderWay);
};

/** Words that are kept while they are typed are no moment yet. They come back, and are saved with the next. */
const killAfterTyping = async (phone: RealBrowser, name: string, story: Story): Promise<void> => {
  const { page } = phone;
  await typeOn(page, name);
  await until('a draft', async () => (await outboxOf(page)).drafts.flatMap(namesIn).includes(name));
  tell(story, name, 'was kept while it was typed');
  await killWithin(story.usualMs.save, phone, story, () => false);
};

const killWithin = async (
  ms: number,
  { kill }: RealBrowser,
  { random, tally }: Story,
  isUnderWay: () => boolean,
): Promise<void> => {
  await pause(random() * ms);
  if (isUnderWay()) tally.kills.cut += 1;
  await kill();
  tally.kills.kills += 1;
};

/** Whether it goes on. What a kill cuts off is rejected, and that is no news. */
const underWay = (work: Promise<unknown>): (() => boolean) => {
  let isOver = false;
  work.then(() => (isOver = true)).catch(() => undefined);
  return () => !isOver;
};

const save = async (page: Page, name: string, story: Story): Promise<void> => {
  await typeOn(page, name);
  const tap = await findKind(page);
  const startedMs = performance.now();
  const told = whenTold(story, name);
  await tap();
  await told;
  story.usualMs.save = story.told.get(name)!.atMs - startedMs;
};

/** Resolves when the request has begun that carries what was saved last: by the next letter its card is closed. */
const beginToSend = async (
  page: Page,
  { usualMs }: Story,
): Promise<{ over: Promise<void>; isUnderWay: () => boolean }> => {
  const asked = page.waitForRequest((request) => request.url().endsWith('/v1/push'));
  await typeOn(page, 'and');
  const request = await asked;
  const startedMs = performance.now();
  const over = request.response().then(() => {
    usualMs.push = performance.now() - startedMs;
  });
  return { over, isUnderWay: underWay(over) };
};

/** Once more the words that came back are saved, and the phone stays open until nothing waits. */
const sendAll = async ({ page }: RealBrowser, story: Story): Promise<void> => {
  await page.goto(`${story.url}/new`);
  await isReady(page);
  const names = (await outboxOf(page)).drafts.flatMap(namesIn);
  await until('the draft does not come back', async () => {
    const back = namesIn(await field(page).inputValue());
    return names.every((name) => back.includes(name));
  });
  await save(page, nameOf(0, 1), story);
  await page.goto(`${story.url}/waiting`);
  await until('not all is sent', async () => (await outboxOf(page)).waiting.length === 0);
};

/** What was told to be kept is in one moment of the server; what was not told is in one at most. */
const compare = ({ told, tally }: Story, names: readonly string[]): void => {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  for (const [name, { how }] of told) {
    if (!times.has(name)) tally.lose(name, `${how}, and is nowhere`);
  }
  for (const [name, count] of times) {
    if (count > 1) tally.double(name, `is there ${count} times`);
  }
};
