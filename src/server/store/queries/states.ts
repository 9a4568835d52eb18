import { sql } from 'kysely';
import type { MomentState } from '../../../contract/desk-inbox.ts';
import type { MomentKind } from '../../../contract/moment.ts';
import { stateOf } from '../../../domain/loop.ts';
import type { OnItsWay } from '../../../domain/loop.ts';
import type { Engine } from '../engine.ts';

/** How a moment is counted; null once it is withdrawn. */
export type Counted = { programmeId: string; kind: MomentKind; state: MomentState } | null;

/** What decides the state of a moment beside its kind, and how it is counted now. */
interface Way extends Omit<OnItsWay, 'kind'> {
  counted: Counted;
}

export const waysOf = async (
  { db, oneOf }: Engine,
  organisationId: string,
  momentIds: readonly string[],
): Promise<Map<string, Way>> => {
  const rows = await db
    .selectFrom('moment as m')
    .select(['m.moment_id', 'm.programme_id', 'm.kind', 'm.state', 'm.seen_at', 'm.told_on'])
    .select([ourAnswer.as('our_answer'), theirWords.as('their_words')])
    .where('m.organisation_id', '=', organisationId)
    .where(oneOf('m.moment_id', momentIds))
    .execute();
  return new Map(
    rows.map((row) => [
      row.moment_id,
      {
        isSeen: row.seen_at !== null,
        isAnswered: row.our_answer > row.their_words,
        isToldBack: row.told_on !== null,
        counted:
          row.state === null
            ? null
            : { programmeId: row.programme_id ?? '', kind: row.kind!, state: row.state },
      },
    ]),
  );
};

/** The last place in the thread of `m` where this is so; 0 where it never was. */
const lastPlace = (condition: string) => sql<number>`coalesce((select max(t.position) from thread t
  where t.organisation_id = m.organisation_id and t.moment_id = m.moment_id
    and ${sql.raw(condition)}), 0)`;
const ourAnswer = lastPlace("t.side = 'manager' and t.is_question = 0 and t.taken_back_at is null");
const theirWords = lastPlace("t.side = 'speaker' and t.words <> ''");

/** Keeps the tally in step: each moment before and after. To be called wherever one changes. */
export const recount = async (
  { db }: Engine,
  organisationId: string,
  changes: readonly { before: Counted; after: Counted }[],
): Promise<void> => {
  const sums = new Map<string, { of: NonNullable<Counted>; count: number }>();
  const add = (of: Counted, by: number): void => {
    if (of === null) return;
    const key = [of.programmeId, of.kind, of.state].join(' ');
    sums.set(key, { of, count: (sums.get(key)?.count ?? 0) + by });
  };
  for (const { before, after } of changes) {
    add(before, -1);
    add(after, 1);
  }
  for (const { of, count } of sums.values()) {
    if (count === 0) continue;
    await db
      .insertInto('tally')
      .values({
        organisation_id: organisationId,
        programme_id: of.programmeId,
        kind: of.kind,
        state: of.state,
        count,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['organisation_id', 'programme_id', 'kind', 'state'])
          .doUpdateSet({ count: sql`tally.count + ${count}` }),
      )
      .execute();
  }
};

/** Finds the state of moments anew, after something else about them changed than what they say. */
export const restate = async (
  engine: Engine,
  organisationId: string,
  momentIds: readonly string[],
): Promise<void> => {
  const ways = await waysOf(engine, organisationId, momentIds);
  const changes: { before: Counted; after: Counted }[] = [];
  for (const [momentId, { counted, ...way }] of ways) {
    if (counted === null) continue;
    const state = stateOf({ ...way, kind: counted.kind });
    if (state === counted.state) continue;
    changes.push({ before: counted, after: { ...counted, state } });
    await engine.db
      .updateTable('moment')
      .set({ state })
      .where('organisation_id', '=', organisationId)
      .where('moment_id', '=', momentId)
      .execute();
  }
  await recount(engine, organisationId, changes);
};
