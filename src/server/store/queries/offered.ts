import { PRINCIPLES, STAGES } from '../../../contract/limits.ts';
import type { DeskChoice } from '../../../contract/offered.ts';
import type { Engine } from '../engine.ts';
import type { KnownOffered, NewOffered } from '../store.ts';
import type { Tables } from '../tables.ts';

type Part = Tables['offered']['part'];

/** All that is offered, in its order, and after it the stages and principles that are offered no more. */
export const offered = async ({ db }: Engine, organisationId: string): Promise<KnownOffered> => {
  const rows = await db
    .selectFrom('offered')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('is_retired')
    .orderBy('place')
    .orderBy('offered_id')
    .execute();
  const of = (part: Part) => rows.filter((row) => row.part === part);
  const choicesOf = (part: Part, given: readonly string[]): DeskChoice[] =>
    of(part).length === 0
      ? given.map((id) => ({ id, name: null, isRetired: false }))
      : of(part).map((row) => ({
          id: row.offered_id,
          name: row.name,
          isRetired: row.is_retired === 1,
        }));
  return {
    stages: choicesOf('stage', STAGES),
    principles: choicesOf('principle', PRINCIPLES),
    prompts: of('prompt').map((row) => row.name ?? ''),
    groups: of('group').map((row) => ({ programmeId: row.programme_id!, name: row.name ?? '' })),
  };
};

/** Puts these in the place of all there are of a part; those of one programme, for groups. Whoever calls leaves nothing out. */
export const putOffered = async (
  { db, insertAll }: Engine,
  organisationId: string,
  part: Part,
  programmeId: string | null,
  rows: readonly NewOffered[],
): Promise<void> => {
  await db
    .deleteFrom('offered')
    .where('organisation_id', '=', organisationId)
    .where('part', '=', part)
    .where('programme_id', programmeId === null ? 'is' : '=', programmeId)
    .execute();
  await insertAll(
    'offered',
    rows.map(({ id, name, isRetired }, place) => ({
      organisation_id: organisationId,
      part,
      offered_id: id,
      programme_id: programmeId,
      name,
      place,
      is_retired: isRetired ? 1 : 0,
    })),
  );
};
