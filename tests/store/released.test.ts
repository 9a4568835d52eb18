// What a phone wrote with the first released build may come any day: it is taken, to the letter (V1).
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MomentBody } from '../../src/contract/moment.ts';
import type { Operation } from '../../src/contract/push.ts';
import { OPERATION_SCHEMA } from '../../src/contract/version.ts';
import { accept } from '../../src/server/accept.ts';
import type { Sender } from '../../src/server/decide.ts';
import {
  type Organisation,
  type TestInstallation,
  openInstallation,
} from '../support/installation.ts';

const NOW = '2026-11-23T12:00:00.000Z';

const written = (schema: number): Operation[] =>
  JSON.parse(
    readFileSync(
      new URL(`../support/fixtures/operations-v${schema}.json`, import.meta.url),
      'utf8',
    ),
  ) as Operation[];

describe.each(Array.from({ length: OPERATION_SCHEMA }, (_, index) => index + 1))(
  'schema %d',
  (schema) => {
    const operations = written(schema);
    let here: TestInstallation;
    let house: Organisation;
    let sender: Sender;
    /** The moments that a withdrawal has ended so far. */
    const ended = new Set<string>();
    /** Those of which somebody said that someone may be at risk. */
    const flagged = new Set<string>();

    beforeAll(async () => {
      here = await openInstallation();
      house = await here.organisation();
      sender = { ...house.practitioner, channel: 'practitioner' };
      const programmes = new Set(
        operations.map(({ body }) => (JSON.parse(body) as MomentBody).programmeId),
      );
      await here.store.write(house.organisationId, async (transaction) => {
        for (const programmeId of programmes) {
          await transaction.addProgramme({ programmeId, name: 'Of that time', createdAt: NOW });
        }
      });
      return () => here.close();
    });

    // In their order: what is withdrawn was there before.
    test.each(operations.map((operation) => [operation.operationId, operation] as const))(
      `[V1] operation %s of schema ${schema} is still stored, with its words to the letter`,
      async (_id, operation) => {
        const { operationId, momentId, digest, kind, body } = operation;
        expect(await accept(here.store, sender, [operation], NOW)).toEqual([
          { operationId, digest, status: 'stored', receivedAt: NOW },
        ]);
        if (kind === 'withdraw') ended.add(momentId);
        const isEnded = ended.has(momentId);
        const said = JSON.parse(body) as MomentBody;
        const read = await here.store.of(house.organisationId).moment(momentId);
        const { mayBeAtRisk, ...rest } = said;
        if (mayBeAtRisk) flagged.add(momentId);
        const parts = Object.keys(rest) as (keyof typeof rest)[];
        expect(read && Object.fromEntries(parts.map((part) => [part, read[part]]))).toEqual(
          isEnded ? null : rest,
        );
        const open = await here.store.of(house.organisationId).flagged(true);
        expect(open.map((each) => each.momentId).toSorted()).toEqual([...flagged].toSorted());
        expect(
          await here.rows('select words, withdrawn_at from moment where moment_id = ?', momentId),
        ).toEqual([{ words: isEnded ? null : said.words, withdrawn_at: isEnded ? NOW : null }]);
        expect(
          await here.rows('select body from operation where operation_id = ?', operationId),
        ).toEqual([{ body: isEnded && kind !== 'withdraw' ? null : body }]);
      },
    );
  },
);

test('[V1] what is kept of schema 1 has every kind, every audience and every kind of operation', () => {
  const operations = written(1);
  const said = operations.map(({ body }) => JSON.parse(body) as Partial<MomentBody>);
  const pairs = new Set(said.map(({ kind, audience }) => `${kind} ${audience}`));
  for (const kind of ['celebrate', 'improve', 'idea']) {
    for (const audience of ['team', 'board', 'public']) {
      expect(pairs).toContain(`${kind} ${audience}`);
    }
  }
  expect(new Set(operations.map(({ kind }) => kind))).toEqual(
    new Set(['create', 'amend', 'withdraw']),
  );
  const words = said.flatMap((body) => body.words ?? []);
  for (const edge of [
    /^.{4000}$/s,
    /^\p{Emoji_Presentation}+$/u,
    /\p{Bidi_Control}/u,
    /\uFFFD/,
    /\n/,
    /\r/,
  ]) {
    expect(words.filter((text) => edge.test(text))).not.toEqual([]);
  }
});

test('[V1] [A7] what is kept of schema 2 has the mark that it added: said, not said, denied, added later and taken back', () => {
  const marks = written(2).map(({ kind, body }) => [
    kind,
    (JSON.parse(body) as Partial<MomentBody>).mayBeAtRisk,
  ]);
  for (const each of [
    ['create', true],
    ['create', undefined],
    ['create', false],
    ['amend', true],
    ['withdraw', undefined],
  ]) {
    expect(marks).toContainEqual(each);
  }
});
