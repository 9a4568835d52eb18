// Somebody speaks, asks, writes back and takes back, from a known address and browser. Then everything that the server
// has kept is searched for who that was and when.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Said } from '../../src/contract/say.ts';
import { seal } from '../../src/device/seal.ts';
import { formatReceiptCode } from '../../src/domain/receipt-code.ts';
import type { Family } from '../bench/figure.ts';
import { freshProof, someSaid } from '../support/speaking.ts';
import { temporaryFolder } from '../support/server.ts';
import { askFrom, openHouse, type OpenHouse } from './open-house.ts';
import { type Hit, searchFolder, timesWithin, type Wanted } from './search-files.ts';

const ADDRESS = '127.91.83.77';
const FORWARDED = '203.0.113.77';
const AGENT = 'Canary-Browser/91.8377';
const KEPT = 'The kettle in the canary kitchen is broken.';
const TAKEN_BACK = 'Nobody may ever read this canary again.';
const REFUSED = 'This canary came with the wrong secret.';

export const serverTraces: Family = {
  names: ['server_trace_hits'],
  run: async () => {
    const { hits, searched } = await speakAndSearch();
    return [
      {
        name: 'server_trace_hits',
        value: hits.length,
        unit: 'hits',
        limit: 0,
        detail: hits.length > 0 ? hits.join('; ') : searched,
        target: { atMost: 0 },
      },
    ];
  },
};

export const speakAndSearch = async (): Promise<{ hits: Hit[]; searched: string }> => {
  const house = await openHouse();
  const { server } = house;
  const logged = server.output();
  const from = await theNextSecond();
  const codes = await speak(house);
  const to = await theNextSecond();
  const newLines = server.output().slice(logged.length).split('\n').filter(Boolean);

  const wanted: Wanted = {
    'the address': ADDRESS,
    'the forwarded address': FORWARDED,
    'the browser': AGENT,
    'words that were taken back': TAKEN_BACK,
    'words that were refused': REFUSED,
    ...codes,
  };
  const backup = join(temporaryFolder(), 'backup.sqlite');
  const run = spawnSync(process.execPath, ['src/server/commands/backup.ts', backup], {
    env: { ...process.env, DATA_DIR: server.dataDir },
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`no backup: ${run.stderr}`);
  const folders = [server.dataDir, join(backup, '..')];
  const search = (): Hit[] =>
    folders.flatMap((folder) => [
      ...searchFolder(folder, wanted),
      ...timesWithin(folder, from, to),
    ]);
  // A search that does not find what is there proves nothing.
  if (folders.some((folder) => searchFolder(folder, { kept: KEPT }).length === 0)) {
    throw new Error('The search does not find the words that were kept');
  }
  const whileOpen = search();
  await server.stop();
  const output = server.output();
  return {
    hits: [
      ...newLines.map((line) => `logged: ${line}`),
      ...Object.keys(wanted)
        .filter((name) => output.includes(wanted[name]!))
        .map((name) => `output: ${name}`),
      ...new Set([...whileOpen, ...search()]),
    ],
    searched: 'database with its log, keys and the rest of the data folder, backup, output',
  };
};

/** Whole seconds apart, so that a time of between cannot be one of before. */
const theNextSecond = async (): Promise<number> => {
  const at = Math.ceil(Date.now() / 1000) * 1000;
  while (Date.now() <= at) await new Promise((resolve) => setTimeout(resolve, 50));
  return at;
};

const newCode = (): string => Array.from({ length: 16 }, () => randomInt(10)).join('');

/** Gives back what must not be found: codes, and the ids that phones made. */
const speak = async (house: OpenHouse): Promise<Wanted> => {
  const { programmeId, secret, handOver } = house;
  const ask = askFrom(house, ADDRESS, { 'User-Agent': AGENT, 'X-Forwarded-For': FORWARDED });
  const expect200 = async (path: string, body: object): Promise<void> => {
    const { status, text } = await ask(path, { body: { proof: await freshProof(ask), ...body } });
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
  };
  const [own, sealed, back] = [newCode(), newCode(), newCode()];
  const saidWith = (words: string, receiptCode: string): Said =>
    someSaid({ programmeId, words, receiptCode });
  const kept = saidWith(KEPT, own);
  const handed = saidWith(`${KEPT} Twice.`, sealed);
  const takenBack = saidWith(TAKEN_BACK, back);

  await ask('/v1/say/form', { body: { secret } });
  await expect200('/v1/say', { secret, said: kept });
  await expect200('/v1/say/sealed', { entry: await seal(handed, handOver.key) });
  await expect200('/v1/say', { secret, said: takenBack });
  await expect200('/v1/receipt', { code: own });
  await expect200('/v1/receipt/write-back', { code: own, words: 'Thank you for asking.' });
  await expect200('/v1/receipt/changed', { code: sealed, changed: 'partly' });
  await expect200('/v1/receipt/audience', { code: own, audience: 'team' });
  await expect200('/v1/receipt/withdraw', { code: back });
  await expect200('/v1/receipt', { code: newCode() });
  const refused = saidWith(REFUSED, newCode());
  await ask('/v1/say', { body: { secret: 'a'.repeat(22), proof: 'none', said: refused } });
  await ask('/v1/say', { body: `{"words": "${REFUSED}"` });
  await ask('/v1/say', { body: { secret, said: refused }, headers: { Cookie: 'moments=1' } });

  return Object.fromEntries(
    [own, sealed, back].flatMap((code, at) => [
      [`code ${at}`, code],
      [`code ${at} as it is shown`, formatReceiptCode(code)],
      [`id ${at} that the phone made`, [kept, handed, takenBack][at]!.entryId],
    ]),
  );
};
