import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod/mini';
import { expect, test } from 'vitest';
import { momentBody, withdrawalBody } from '../../src/contract/moment.ts';
import { operation } from '../../src/contract/push.ts';
import { OPERATION_SCHEMA } from '../../src/contract/version.ts';
import { readBody } from '../../src/server/operation-schemas.ts';

/**
 * The hash of the wire beside its version. When this fails, the wire changed: raise OPERATION_SCHEMA, keep the reader
 * and the fixtures of the old number, and add a line here. Never change a line of a version that was released.
 */
const CONTRACT_HASHES: Record<number, string> = {
  1: '363ed1555fa6e1aa8bd3ffc1cadaf77ad4f6fed682c8ad3379a43e840b8012a3',
  2: '3de25a249878326704f3d2ab4985b7994323723c427e912325fd5df3482c414b',
};

const contractHash = (): string =>
  hash(
    'sha256',
    JSON.stringify([operation, momentBody, withdrawalBody].map((schema) => z.toJSONSchema(schema))),
  );

test('[V1] the wire is what its version says', () => {
  expect({ [OPERATION_SCHEMA]: contractHash() }).toEqual({
    [OPERATION_SCHEMA]: CONTRACT_HASHES[OPERATION_SCHEMA],
  });
});

const frozen = (version: number): unknown[] =>
  JSON.parse(
    readFileSync(
      new URL(`../support/fixtures/operations-v${version}.json`, import.meta.url),
      'utf8',
    ),
  ) as unknown[];

test.each(Object.keys(CONTRACT_HASHES).map(Number))(
  '[V1] what schema %d once wrote is still read to the letter',
  (version) => {
    const operations = frozen(version);
    expect(operations.length).toBeGreaterThan(0);
    for (const each of operations) {
      const read = operation.parse(each);
      expect(hash('sha256', read.body)).toBe(read.digest);
      expect(readBody(read)?.body).toEqual(JSON.parse(read.body));
    }
  },
);

test('[V1] [A7] a page of the first build that changes what a newer one marked is understood', () => {
  const [marked] = frozen(2).map((each) => operation.parse(each));
  expect(readBody({ ...marked!, schema: 1 })?.body).toMatchObject({ mayBeAtRisk: true });
});
