// Moments per second over HTTP, at 1 and at 16 phones at once, each phone with one request under way: on SQLite, and on
// a PostgreSQL on the same machine.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { execFileSync } from 'node:child_process';
import type { PushAnswer } from '../../src/contract/push.ts';
import { findPostgres, makeDatabase, startPostgres } from '../support/postgres.ts';
import {
  type SignedInDevice,
  type TestServer,
  firstProgramme,
  invite,
  setUp,
  signIn,
  startServer,
} from '../support/server.ts';
import { type Bare, startBare } from './bare.ts';
import { type Family, type Figure, ratioFigure, short } from './figure.ts';
import { operations, pushOf } from './said.ts';

const RUNS = 7;
const WARM_UP = 1;

interface Load {
  phones: number;
  batch: number;
  /** Posts of each phone in one run. */
  posts: number;
}
const loads = {
  one: { phones: 1, batch: 100, posts: 25 },
  oneSingly: { phones: 1, batch: 1, posts: 200 },
  sixteen: { phones: 16, batch: 100, posts: 4 },
  sixteenSingly: { phones: 16, batch: 1, posts: 60 },
} satisfies Record<string, Load>;

const post = (
  agent: Agent,
  url: string,
  body: string,
  headers: Record<string, string>,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const said = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(said);
          else reject(new Error(`${response.statusCode}: ${said}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });

interface Target {
  url: string;
  headersOf: (phone: number) => Record<string, string>;
  check: (answer: string, batch: number) => void;
}

/** Moments per second of one run. The requests are written before the clock starts, the answers read after it. */
const rateOf = async (target: Target, bodies: string[][], batch: number): Promise<number> => {
  // Its own connections: a server closes those that were idle while the next bodies were made.
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const startedMs = performance.now();
  const answers = await Promise.all(
    bodies.map(async (ofPhone, phone) => {
      const said: string[] = [];
      for (const body of ofPhone)
        said.push(await post(agent, target.url, body, target.headersOf(phone)));
      return said;
    }),
  );
  const seconds = (performance.now() - startedMs) / 1000;
  agent.destroy();
  for (const answer of answers.flat()) target.check(answer, batch);
  return (answers.flat().length * batch) / seconds;
};

const allStored = (answer: string, batch: number): void => {
  const { results } = JSON.parse(answer) as PushAnswer;
  const stored = results.filter(({ status }) => status === 'stored');
  if (stored.length !== batch) throw new Error(`not all were stored: ${answer.slice(0, 200)}`);
};

/** What takes the moments, and the bare endpoint beside it. */
interface Pair {
  server: TestServer;
  bare: Bare;
}

type Measure = (load: Load) => Promise<{ ours: number[]; bare: number[] }>;

/** Lets 16 phones in; what it returns sends the same bytes to both of the pair. */
const measurerOf = async ({ server, bare }: Pair): Promise<Measure> => {
  const manager = await setUp(server.url, server.setUpLink);
  const programmeId = await firstProgramme(server.url, manager);
  const devices: SignedInDevice[] = [];
  for (let phone = 0; phone < 16; phone += 1) {
    const { link } = await invite(server.url, manager, { name: `Phone ${phone}` });
    devices.push(await signIn(server.url, { link }));
  }
  const ours: Target = {
    url: `${server.url.replace('localhost', '127.0.0.1')}/v1/push`,
    headersOf: (phone) => ({ origin: server.url, cookie: devices[phone]!.cookie }),
    check: allStored,
  };
  const limit: Target = { url: bare.url, headersOf: () => ({}), check: () => undefined };

  return async ({ phones, batch, posts }) => {
    const rates = { ours: [] as number[], bare: [] as number[] };
    for (let turn = -WARM_UP; turn < RUNS; turn += 1) {
      const bodies = devices
        .slice(0, phones)
        .map(({ identity }) =>
          Array.from({ length: posts }, () =>
            pushOf(identity.personId, operations(batch, programmeId)),
          ),
        );
      // The same bytes to both, and who goes first alternates.
      const turns = [
        async () => void rates.ours.push(await rateOf(ours, bodies, batch)),
        async () => void rates.bare.push(await rateOf(limit, bodies, batch)),
      ];
      for (const one of turn % 2 === 0 ? turns : turns.reverse()) await one();
    }
    return { ours: rates.ours.slice(WARM_UP), bare: rates.bare.slice(WARM_UP) };
  };
};

const figureOf = async (
  measure: Measure,
  name: string,
  hundreds: Load,
  singly: Load,
  target?: Figure['target'],
): Promise<Figure> => {
  const figure = ratioFigure(name, ...pair(await measure(hundreds)), {
    unit: 'moments/s',
    ...(target === undefined ? {} : { target }),
  });
  const single = ratioFigure('', ...pair(await measure(singly)), { unit: 'moments/s' });
  const beside = `one by one: ratio ${short(single.value)}, ${single.detail}`;
  return { ...figure, detail: `${figure.detail}; ${beside}` };
};

/** Measures with the pair, and ends both. */
const withPair = async <T>(
  { server, bare }: Pair,
  work: (measure: Measure) => Promise<T>,
): Promise<T> => {
  try {
    return await work(await measurerOf({ server, bare }));
  } finally {
    await server.kill();
    await bare.stop();
  }
};

const pair = ({ ours, bare }: { ours: number[]; bare: number[] }): [number[], number[]] => [
  ours,
  bare,
];

/** The high-water mark where the system tells it, else what is resident now. MB of 1,000,000 bytes. */
const residentMb = (pid: number): number => {
  if (process.platform === 'linux') {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return (Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1024) / 1e6;
  }
  return (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) * 1024) / 1e6;
};

export const ingest: Family = {
  names: ['ingest_1_phone_ratio', 'ingest_16_phones_ratio', 'rss_mb'],
  run: async (asked) => {
    const both = { server: await startServer(), bare: await startBare() };
    return await withPair(both, async (measure) => {
      const figures: Figure[] = [];
      if (asked.has('ingest_1_phone_ratio')) {
        figures.push(await figureOf(measure, 'ingest_1_phone_ratio', loads.one, loads.oneSingly));
      }
      if (asked.has('ingest_16_phones_ratio') || asked.has('rss_mb')) {
        figures.push(
          await figureOf(measure, 'ingest_16_phones_ratio', loads.sixteen, loads.sixteenSingly, {
            atLeast: 0.5,
          }),
          {
            name: 'rss_mb',
            value: residentMb(both.server.pid),
            unit: 'MB',
            detail: 'the most that the server ever held, under 16 phones',
            target: { atMost: 150 },
          },
        );
      }
      return figures;
    });
  },
};

/** The same on PostgreSQL; nothing where none can be started, which is said. */
export const ingestOnPostgres: Family = {
  names: ['ingest_postgres_1_phone_ratio', 'ingest_postgres_16_phones_ratio'],
  run: async (asked) => {
    const found = findPostgres();
    if ('missing' in found) {
      console.error(`Nothing is measured on PostgreSQL: ${found.missing}`);
      return [];
    }
    const postgres = await startPostgres();
    try {
      const ours = await makeDatabase(postgres.url('postgres'), 'ours');
      const bare = await makeDatabase(postgres.url('postgres'), 'bare');
      const both = {
        server: await startServer({ env: { DATABASE_URL: ours } }),
        bare: await startBare(bare),
      };
      return await withPair(both, async (measure) => {
        const figures: Figure[] = [];
        for (const [name, hundreds, singly] of [
          ['ingest_postgres_1_phone_ratio', loads.one, loads.oneSingly],
          ['ingest_postgres_16_phones_ratio', loads.sixteen, loads.sixteenSingly],
        ] as const) {
          if (asked.has(name)) figures.push(await figureOf(measure, name, hundreds, singly));
        }
        return figures;
      });
    } finally {
      await postgres.remove();
    }
  },
};
