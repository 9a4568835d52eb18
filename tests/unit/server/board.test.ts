import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BoardPage } from '../../../src/contract/board.ts';
import type { MomentBody } from '../../../src/contract/moment.ts';
import { PROTOCOL } from '../../../src/contract/version.ts';
import {
  NOON,
  openInstallation,
  type Organisation,
  type TestInstallation,
} from '../../support/installation.ts';
import { aMoment, operationOf } from '../../support/operations.ts';

let here: TestInstallation;
let house: Organisation;

beforeEach(async () => {
  here = await openInstallation();
  house = await here.organisation();
});
afterEach(() => here.close());

const keep = async (...said: Partial<MomentBody>[]): Promise<string[]> => {
  const { practitioner, programmeId } = house;
  const operations = said.map((body) => operationOf(aMoment({ ...body, programmeId })));
  const pending = { count: 0, since: null };
  const body = { protocol: PROTOCOL, sender: practitioner.personId, pending, operations };
  expect((await here.call('/v1/push', { cookie: practitioner.cookie, body })).status).toBe(200);
  return operations.map(({ momentId }) => momentId);
};
const seen = async (query = ''): Promise<BoardPage> =>
  (await here.call<BoardPage>(`/v1/board/moments${query}`, { cookie: house.board.cookie })).body;
const words = async (): Promise<string[]> => (await seen()).moments.map((moment) => moment.words);

test('[X2] the board sees what people let it see, and nothing of who said or kept it', async () => {
  await keep(
    { words: 'for the team', audience: 'team' },
    { words: 'for the board', audience: 'board', kind: 'improve', group: 'Gardeners' },
    { words: 'for everyone', audience: 'public' },
  );
  const { moments } = await seen();
  expect(moments.map((moment) => moment.words)).toEqual(['for everyone', 'for the board']);
  expect(moments[1]).toEqual({
    momentId: expect.any(String) as string,
    words: 'for the board',
    kind: 'improve',
    programmeName: 'Drop-in of Riverside',
    month: NOON.slice(0, 7),
  });
});

test('[A8] what was narrowed to the team, or erased, the board sees no more', async () => {
  const [narrowed, erased] = await keep(
    { words: 'narrowed', audience: 'board' },
    { words: 'erased', audience: 'public' },
  );
  expect(await words()).toEqual(['erased', 'narrowed']);
  await here.store.write(house.organisationId, async (transaction) => {
    await transaction.narrowAudience(narrowed!, 'team');
    await transaction.eraseMoment(erased!, NOON);
  });
  expect(await words()).toEqual([]);
});

test('[A7] what was flagged for safety is not for the board, whatever its audience', async () => {
  const { programmeId } = house;
  const momentId = randomUUID();
  await here.store.write(house.organisationId, async (transaction) => {
    await transaction.release([
      {
        momentId,
        programmeId,
        channel: 'own-phone',
        words: 'flagged',
        kind: 'improve',
        audience: 'public',
        receivedOn: NOON.slice(0, 10),
        receipt: null,
      },
    ]);
    await transaction.flag({ momentId, programmeId, arrivedAt: NOON });
  });
  expect(await words()).toEqual([]);
});

test('pages go back by their cursor, each moment once', async () => {
  const count = 53;
  await keep(
    ...Array.from({ length: count }, (_, at) => ({
      words: `moment ${at}`,
      audience: 'public' as const,
    })),
  );
  const first = await seen();
  const second = await seen(`?after=${first.next}`);
  expect([first.moments.length, second.moments.length, second.next]).toEqual([50, 3, null]);
  const all = [...first.moments, ...second.moments].map((moment) => moment.words);
  expect(new Set(all).size).toBe(count);
  const other = await here.organisation('Hillside');
  const { status } = await here.call(`/v1/board/moments?after=${first.next}`, {
    cookie: other.board.cookie,
  });
  expect(status).toBe(400);
});
