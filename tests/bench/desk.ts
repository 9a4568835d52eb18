// What a manager waits for: a page of the inbox, a filtered one, a search and the counts, at 10,000 and 100,000
// moments, and with `--large` at a million; on SQLite, and on a PostgreSQL on the same machine.
import type { InboxFilter } from '../../src/contract/desk-inbox.ts';
import type { Reads } from '../../src/server/store/store.ts';
import { type EngineName, withPlaceOn } from '../support/place.ts';
import { findPostgres } from '../support/postgres.ts';
import { type Family, type Figure, median, plainFigure } from './figure.ts';
import { APART, type ManyMoments, RARE_WORD, layMoments } from './many-moments.ts';

const PAGE = 50;
const RUNS = 30;
const WARM_UP = 5;
const SIZES = { '10k': 10_000, '100k': 100_000, '1m': 1_000_000 } as const;
type Size = keyof typeof SIZES;

/** What is asked for, by its name among the figures. */
const asks = ({
  programmeIds,
}: ManyMoments): Record<string, (reads: Reads) => Promise<unknown>> => {
  const filter: InboxFilter = { programme: programmeIds[3]!, kind: 'improve', audience: 'public' };
  const whole = async (reads: Reads, search: string): Promise<void> => {
    await reads.inbox({ search }, null, PAGE + 1);
    await reads.countStates({ search });
  };
  return {
    page: (reads) => reads.inbox({}, null, PAGE + 1),
    filtered_page: (reads) => reads.inbox(filter, null, PAGE + 1),
    counts: (reads) => reads.countStates(filter),
    // Words that stand in a third of all moments; one that few have; two that many have, and none has both.
    search: (reads) => whole(reads, 'good session'),
    rare_search: (reads) => whole(reads, `${RARE_WORD} group`),
    apart_search: (reads) => whole(reads, APART.join(' ')),
  };
};
const ASKED = ['page', 'filtered_page', 'counts', 'search', 'rare_search', 'apart_search'] as const;
const SEARCH_AT_MOST_MS = 200;

const msOf = async (work: () => Promise<unknown>): Promise<number[]> => {
  const times: number[] = [];
  for (let run = -WARM_UP; run < RUNS; run += 1) {
    const startedMs = performance.now();
    await work();
    if (run >= 0) times.push(performance.now() - startedMs);
  }
  return times;
};

const measure = (
  engine: EngineName,
  size: Size,
  isAsked: (name: string) => boolean,
): Promise<Map<string, number[]>> =>
  withPlaceOn(engine, async (place) => {
    const store = await place.open();
    const house = await layMoments(place, store, SIZES[size]);
    const reads = store.of(house.organisationId);
    const times = new Map<string, number[]>();
    for (const [name, ask] of Object.entries(asks(house))) {
      if (isAsked(name)) times.set(name, await msOf(() => ask(reads)));
    }
    await store.close();
    return times;
  });

const GROWING = ['page', 'filtered_page'] as const;

/** Lays out no more houses than what is asked for needs: a million takes minutes. */
const figuresOn = async (
  engine: EngineName,
  sizes: readonly Size[],
  asked: ReadonlySet<string>,
): Promise<Figure[]> => {
  const last = sizes.at(-1)!;
  const growing = GROWING.filter((name) => asked.has(`${name}_growth_${engine}`));
  const measured = new Map<Size, Map<string, number[]>>();
  for (const size of sizes) {
    const isEnd = size === '10k' || size === last;
    const names = ASKED.filter(
      (name) =>
        asked.has(`${name}_${size}_${engine}_ms`) ||
        (isEnd && growing.some((other) => other === name)),
    );
    if (names.length === 0) continue;
    const isAsked = (name: string): boolean => names.some((other) => other === name);
    measured.set(size, await measure(engine, size, isAsked));
  }
  const figures = Array.from(measured, ([size, times]) =>
    Array.from(times, ([name, values]) =>
      plainFigure(`${name}_${size}_${engine}_ms`, values, {
        unit: 'ms',
        ...(name.endsWith('search') ? { target: { atMost: SEARCH_AT_MOST_MS } } : {}),
      }),
    ),
  ).flat();
  const growths = growing.map((name): Figure => {
    const [first, most] = ['10k' as const, last].map((size) => measured.get(size)!.get(name)!);
    const value = median(most!) / median(first!);
    const detail = `from 10,000 to ${SIZES[last].toLocaleString('en')}`;
    const target = { atMost: 2 };
    return { name: `${name}_growth_${engine}`, value, unit: 'ratio', detail, target };
  });
  return [...figures, ...growths];
};

export const deskOn = (engine: EngineName, isLarge: boolean): Family => {
  const sizes: Size[] = isLarge ? ['10k', '100k', '1m'] : ['10k', '100k'];
  return {
    names: [
      ...sizes.flatMap((size) => ASKED.map((name) => `${name}_${size}_${engine}_ms`)),
      ...GROWING.map((name) => `${name}_growth_${engine}`),
    ],
    run: async (asked) => {
      const found = engine === 'postgres' ? findPostgres() : null;
      if (found !== null && 'missing' in found) {
        console.error(`Nothing is measured on PostgreSQL: ${found.missing}`);
        return [];
      }
      return figuresOn(engine, sizes, asked);
    },
  };
};
