// What `npm run faults` counts, each family by its own means. What went wrong is told at once, with the way to see it again.
import { availableParallelism } from 'node:os';
import { DEVICE_CRASH_POINTS } from '../../src/device/crash-points.ts';
import { SERVER_CRASH_POINTS } from '../../src/server/crash-points.ts';
import type { Family, Figure } from '../bench/figure.ts';
import { scenarios } from '../model/scenarios.ts';
import { countOf, type Failed, toldOf } from '../model/weather.ts';
import { findBrowser } from '../support/find-browser.ts';
import { findPostgres } from '../support/postgres.ts';
import { eachAtOnce, playCrashes, playMutant, playSeedsApart } from './children.ts';
import type { Kills } from './kills/tally.ts';
import { MUTANTS } from './mutants.ts';

/** How much of each is done. */
export interface Extent {
  schedules: number;
  /** The first seed. */
  seed: number;
  /** Each named place in every scenario, or only a part of one round through them. */
  crashes: 'all' | 'some';
  browserKills: number;
  serverKills: number;
  identicalRounds: number;
  mutants: number;
}

export const LONG: Extent = {
  schedules: 10_000,
  seed: 1,
  crashes: 'all',
  browserKills: 100,
  serverKills: 200,
  identicalRounds: 1_000,
  mutants: MUTANTS.length,
};

/** Within a minute. */
export const SHORT: Extent = {
  schedules: 60,
  seed: 1,
  crashes: 'some',
  browserKills: 2,
  serverKills: 3,
  identicalRounds: 3,
  mutants: 15,
};

/** So many schedules are played by one process. */
const CHUNK = 100;
/** So many are looked through for one that catches a mutant. */
const MUTANT_SEEDS = 200;
/** In the short form, one of so many parts of the crashes. */
const CRASH_PARTS = 8;
const POSTS_AT_ONCE = 50;

const tell = (text: string): void => console.error(text);

/** Nothing of it may be. */
const none = (name: string, value: number, unit: string, detail = ''): Figure => ({
  name,
  value,
  unit,
  limit: 0,
  detail,
  target: { atMost: 0 },
});

/** So much of it was to be done. */
const done = (name: string, value: number, of: number, detail = ''): Figure => ({
  name,
  value,
  unit: 'count',
  limit: of,
  ratio: value / of,
  detail,
  target: { atLeast: of },
});

export const familiesOf = (extent: Extent): Family[] => [
  schedulesFamily(extent),
  crashesFamily(extent),
  killsFamily(extent),
  identicalFamily(extent),
  mutantsFamily(extent),
];

const schedulesFamily = ({ schedules, seed }: Extent): Family => ({
  names: ['schedules', 'lost', 'doubled', 'stuck'],
  run: async () => {
    const chunks = Array.from({ length: Math.ceil(schedules / CHUNK) }, (_, index) => ({
      from: seed + index * CHUNK,
      count: Math.min(CHUNK, schedules - index * CHUNK),
    }));
    const failed: Failed[] = [];
    let played = 0;
    await eachAtOnce(chunks, async ({ from, count }) => {
      const tally = await playSeedsApart(from, count);
      failed.push(...tally.failed);
      for (const each of tally.failed) {
        tell(toldOf(each));
        tell(`Again: npm run faults -- --only schedules --schedules 1 --seed ${each.seed}\n`);
      }
      played += tally.schedules;
      if (played % (10 * CHUNK) === 0) tell(`${played} schedules played, ${failed.length} failed`);
    });
    const seeds = `seeds ${seed} to ${seed + schedules - 1}`;
    return [
      done('schedules', played, schedules, seeds),
      none('lost', countOf('lost', failed), 'schedules'),
      none('doubled', countOf('doubled', failed), 'schedules'),
      none('stuck', countOf('stuck', failed), 'schedules', '10 simulated minutes after it clears'),
    ];
  },
});

const crashesFamily = ({ crashes: extent }: Extent): Family => ({
  names: ['crash_points', 'crash_points_failed'],
  run: async () => {
    const isAll = extent === 'all';
    const parts = isAll ? availableParallelism() : CRASH_PARTS;
    const running = Array.from({ length: isAll ? parts : 1 }, (_, part) =>
      playCrashes(isAll ? 'first' : 'once', part, parts),
    );
    const tallies = await Promise.all(running);
    const tried = tallies.reduce((sum, { crashes }) => sum + crashes, 0);
    const failed = tallies.flatMap((tally) => tally.failed);
    for (const { scenario, at, said } of failed) tell(`killed in "${scenario}" ${at}: ${said}`);
    const points = [...DEVICE_CRASH_POINTS, ...SERVER_CRASH_POINTS];
    const reached = new Set(tallies.flatMap((tally) => tally.reached));
    const missed = points.filter((point) => !reached.has(point));
    for (const point of missed) tell(`no scenario comes by ${point}`);
    const where = `${points.length} named awaits, before and after each, in ${scenarios.size} scenarios`;
    return [
      done(
        'crash_points',
        tried,
        isAll ? points.length * 2 : 1,
        isAll ? where : `a part of ${where}`,
      ),
      none('crash_points_failed', failed.length + missed.length, 'count'),
    ];
  },
});

const NO_KILLS: Kills = { kills: 0, cut: 0, lost: 0, doubled: 0, faults: [] };

const killsFamily = ({ browserKills, serverKills }: Extent): Family => {
  const loops: Record<string, { count: number; run: () => Promise<Kills> }> = {
    browser_kills: {
      count: browserKills,
      run: async () => {
        const browser = await findBrowser();
        if (browser === undefined) return NO_KILLS;
        process.env['CHROME_PATH'] = browser.path;
        // It reads where the browser is when it is loaded.
        const script: string = './kills/browser-kills.ts';
        const loop = (await import(script)) as { browserKills: (count: number) => Promise<Kills> };
        return await loop.browserKills(browserKills);
      },
    },
    server_kills_sqlite: { count: serverKills, run: () => killServers('sqlite', serverKills) },
    server_kills_postgres: {
      count: serverKills,
      run: () => killServers('postgres', serverKills),
    },
  };
  const sums = ['kills_lost', 'kills_doubled'];
  return {
    names: [...Object.keys(loops), ...sums],
    run: async (asked) => {
      const figures: Figure[] = [];
      let [lost, doubled] = [0, 0];
      for (const [name, { count, run }] of Object.entries(loops)) {
        if (!asked.has(name) && !sums.some((sum) => asked.has(sum))) continue;
        const kills = await run().catch((error: unknown) => {
          tell(`${name} did not come to its end: ${String(error)}`);
          return NO_KILLS;
        });
        for (const fault of kills.faults) tell(`${name}: ${fault}`);
        lost += kills.lost;
        doubled += kills.doubled;
        figures.push(done(name, kills.kills, count, `${kills.cut} cut something off`));
      }
      return [
        ...figures,
        none('kills_lost', lost, 'operations'),
        none('kills_doubled', doubled, 'operations'),
      ];
    },
  };
};

const killServers = async (engine: 'sqlite' | 'postgres', count: number): Promise<Kills> => {
  if (engine === 'postgres' && isPostgresMissing()) return NO_KILLS;
  return await (await import('./kills/server-kills.ts')).serverKills(engine, count);
};

const isPostgresMissing = (): boolean => {
  const found = findPostgres();
  if ('missing' in found) tell(`Nothing is tried on PostgreSQL: ${found.missing}`);
  return 'missing' in found;
};

const identicalFamily = ({ identicalRounds }: Extent): Family => ({
  names: ['identical_extra_rows'],
  run: async () => {
    const { identicalPosts } = await import('./kills/identical-posts.ts');
    let extra = 0;
    const engines = ['sqlite', ...(isPostgresMissing() ? [] : ['postgres'])] as const;
    for (const engine of engines) {
      const { extraRows, otherAnswers } = await identicalPosts(
        engine as 'sqlite' | 'postgres',
        identicalRounds,
        POSTS_AT_ONCE,
      );
      extra += extraRows + otherAnswers;
    }
    const detail = `${POSTS_AT_ONCE} at once, ${identicalRounds} times, on ${engines.join(' and ')}; answers that differ count, too`;
    return [none('identical_extra_rows', extra, 'rows', detail)];
  },
});

const mutantsFamily = ({ mutants: count }: Extent): Family => ({
  names: ['mutants', 'mutants_caught'],
  run: async () => {
    // Spread over the list where not all are tried.
    const tried = MUTANTS.filter(
      (_, index) =>
        Math.floor(((index + 1) * count) / MUTANTS.length) >
        Math.floor((index * count) / MUTANTS.length),
    );
    let caught = 0;
    await eachAtOnce(tried, async ({ name, breaks }) => {
      const { by, said } = await playMutant(name, MUTANT_SEEDS);
      if (by !== null) caught += 1;
      tell(
        by === null
          ? `NOT caught [${breaks}] ${name}`
          : `caught     [${breaks}] ${name}: by ${by}: ${said.split('\n')[0]}`,
      );
    });
    return [
      done('mutants', tried.length, Math.min(count, MUTANTS.length)),
      done('mutants_caught', caught, tried.length),
    ];
  },
});
