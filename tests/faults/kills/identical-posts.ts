// The same bytes, fifty times at once: from a phone that heard no answer and two tabs of it, by way of two processes on
// one database. They make one row, and all of them get the receipt of that row.

import type { Operation, PushResult } from '../../../src/contract/push.ts';
import { aMoment, operationOf } from '../../support/operations.ts';
import { type EngineName, type Place, withPlaceOn } from '../../support/place.ts';
import { firstProgramme, push, setUp, startServer } from '../../support/server.ts';

export interface Posts {
  posts: number;
  /** Rows beyond the one for each operation and for its moment; and rows that are missing. */
  extraRows: number;
  /** Answers that are not the one receipt, or that call themselves the first beside another. */
  otherAnswers: number;
}

/** Posts `rounds` operations, each `at` times at once. */
export const identicalPosts = (engine: EngineName, rounds: number, at = 50): Promise<Posts> =>
  withPlaceOn(engine, async (place) => {
    const start = () => startServer({ dataDir: place.folder, env: place.env });
    const one = await start();
    const manager = await setUp(one.url, one.setUpLink);
    const programmeId = await firstProgramme(one.url, manager);
    const two = await start();
    try {
      const sent: Operation[] = [];
      let otherAnswers = 0;
      for (let round = 0; round < rounds; round += 1) {
        const operation = operationOf(aMoment({ programmeId }));
        sent.push(operation);
        const answers = await Promise.all(
          Array.from({ length: at }, (_, index) =>
            push(index % 2 === 0 ? one.url : two.url, manager, [operation]),
          ),
        );
        otherAnswers += othersAmong(answers.map(({ body }) => body.results?.[0]));
      }
      return { posts: rounds * at, extraRows: await countExtraRows(place, sent), otherAnswers };
    } finally {
      await Promise.all([one.kill(), two.kill()]);
    }
  });

/** The first is `stored`, all others are `duplicate`, and they say the same otherwise. */
const othersAmong = (results: readonly (PushResult | undefined)[]): number => {
  const first = results.find((result) => result?.status === 'stored');
  const receipts = results.map((result) =>
    JSON.stringify({ ...result, status: result === first ? 'duplicate' : result?.status }),
  );
  const wanted = JSON.stringify({ ...first, status: 'duplicate' });
  return receipts.filter((receipt) => receipt !== wanted).length;
};

const countExtraRows = async (place: Place, sent: readonly Operation[]): Promise<number> => {
  const operations = await place.rows('select operation_id as id from operation');
  const moments = await place.rows('select moment_id as id from moment');
  const counted = [
    ...sent.map(({ operationId }) => rowsOf(operations, operationId)),
    ...sent.map(({ momentId }) => rowsOf(moments, momentId)),
  ];
  return counted.reduce((extra, rows) => extra + Math.abs(rows - 1), 0);
};

const rowsOf = (rows: readonly Record<string, unknown>[], id: string): number =>
  rows.filter((row) => row['id'] === id).length;
