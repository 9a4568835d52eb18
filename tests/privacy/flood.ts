// People speak at a rate of 10,000 an hour, from many addresses, every other one with a code, while a manager reads page
// after page of the inbox. Nobody may be refused, and the manager waits hardly longer than without them.
//
// The work that proves a phone is done before, as phones do it while somebody writes: done here, it would take a
// processor away from the server. Where more is asked of somebody meanwhile, they do it, once.
import type { Challenge } from 'altcha-lib';
import type { DeskPage } from '../../src/contract/desk.ts';
import type { Said } from '../../src/contract/say.ts';
import { type Family, type Figure, median, spread } from '../bench/figure.ts';
import { operations } from '../bench/said.ts';
import { freshProof, proofOf, someSaid } from '../support/speaking.ts';
import { firstProgramme, invite, push, signIn } from '../support/server.ts';
import { askFrom, openHouse, type OpenHouse } from './open-house.ts';

const PER_SECOND = 10_000 / 3600;
/** So few behind each of them that their work gets no harder. */
const ADDRESSES = 24;
const READ_EVERY_MS = 50;
const STORED = 400;
const SLOWER_AT_MOST = 1.5;

export const floodOf = (isShort: boolean): Family => ({
  names: ['flood_refused', 'flood_page_ratio'],
  run: async () => {
    const seconds = isShort ? 6 : 60;
    const house = await openHouse();
    await storeMoments(house);
    const people = await makeReady(house, Math.ceil(PER_SECOND * seconds));
    // Half before it and half after it: a machine gets slower or faster meanwhile.
    const half = (): Promise<unknown> => pause((seconds / 2) * 1000);
    const before = await readDuring(house, half());
    const speaking = speakAll(people);
    const beside = await readDuring(house, speaking);
    const refused = (await speaking).filter((outcome) => outcome !== 'taken');
    const after = await readDuring(house, half());
    await house.server.stop();
    return [
      {
        name: 'flood_refused',
        value: refused.length,
        unit: 'people',
        limit: 0,
        detail: [`${people.length} posts in ${seconds} s`, ...new Set(refused)].join('; '),
        target: { atMost: 0 },
      },
      ratioOf(beside, [...before, ...after], isShort),
    ];
  },
});

const ratioOf = (
  beside: readonly number[],
  without: readonly number[],
  isShort: boolean,
): Figure => {
  const ratio = median(beside) / median(without);
  const times = (ms: readonly number[]): string => `${spread(ms, 'ms')} in ${ms.length} pages`;
  return {
    name: 'flood_page_ratio',
    value: ratio,
    unit: 'ratio',
    limit: SLOWER_AT_MOST,
    ratio: ratio / SLOWER_AT_MOST,
    detail: `a manager's page ${times(beside)}, without them ${times(without)}`,
    // Few pages say little.
    ...(isShort ? {} : { target: { atMost: SLOWER_AT_MOST } }),
  };
};

/** So that there are pages to read. */
const storeMoments = async ({ server, manager }: OpenHouse): Promise<void> => {
  const { link } = await invite(server.url, manager);
  const keeper = await signIn(server.url, { link });
  const kept = operations(STORED, await firstProgramme(server.url, keeper));
  const { status } = await push(server.url, keeper, kept);
  if (status !== 200) throw new Error(`push: ${status}`);
};

/** What became of somebody's words: `taken`, or what the server said. */
type Outcome = string;
type Speak = () => Promise<Outcome>;

/** People who have written, and whose phones have done the work. */
const makeReady = async (house: OpenHouse, count: number): Promise<Speak[]> => {
  const people: Speak[] = [];
  for (let index = 0; index < count; index += 1) {
    const ask = askFrom(house, `127.77.${index % ADDRESSES}.10`);
    const proof = await freshProof(ask);
    const receiptCode = index % 2 === 0 ? null : String(index).padStart(16, '0');
    const said = someSaid({ programmeId: house.programmeId, receiptCode });
    people.push(() => speak(ask, house.secret, said, proof));
  }
  return people;
};

const speak = async (
  ask: ReturnType<typeof askFrom>,
  secret: string,
  said: Said,
  ready: string,
): Promise<Outcome> => {
  // As their page asked for it when they opened it.
  const form = await ask('/v1/say/form', { body: { secret } });
  if (form.status !== 200) return `form: ${form.status} ${form.text}`;
  const sent = await ask('/v1/say', { body: { secret, proof: ready, said } });
  if (sent.status !== 428) return outcomeOf(sent);
  const { body } = await ask<{ challenge: Challenge }>('/v1/say/challenge', { body: {} });
  const proof = await proofOf(body.challenge);
  return outcomeOf(await ask('/v1/say', { body: { secret, proof, said } }));
};

const outcomeOf = ({ status, text }: { status: number; text: string }): Outcome =>
  status === 200 ? 'taken' : `${status} ${text}`;

/** One after the other at that rate, whether or not those before were answered. */
const speakAll = async (people: readonly Speak[]): Promise<Outcome[]> => {
  const outcomes: Promise<Outcome>[] = [];
  const startedAt = performance.now();
  for (const [index, speaks] of people.entries()) {
    await pause(startedAt + (index / PER_SECOND) * 1000 - performance.now());
    outcomes.push(speaks().catch(String));
  }
  return Promise.all(outcomes);
};

/** How long each page took that a manager read until `done`, from the newest on and over again; ms. */
const readDuring = async ({ manage }: OpenHouse, done: Promise<unknown>): Promise<number[]> => {
  const reading = new AbortController();
  const stop = (): void => reading.abort();
  done.then(stop, stop);
  const took: number[] = [];
  let next: string | null = null;
  while (!reading.signal.aborted) {
    const startedAt = performance.now();
    const after: string = next === null ? '' : `?after=${encodeURIComponent(next)}`;
    const page: DeskPage = await manage(`/v1/desk/moments${after}`);
    took.push(performance.now() - startedAt);
    next = page.next;
    await pause(startedAt + READ_EVERY_MS - performance.now());
  }
  return took;
};

const pause = (ms: number): Promise<unknown> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
