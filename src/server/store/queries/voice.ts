import type { Insertable } from 'kysely';
import type { Engine } from '../engine.ts';
import type { KeepMonths, Place, ProgrammeVoice, Safeguarding } from '../store.ts';
import type { Tables } from '../tables.ts';

/**
 * As the table says, too. When the day is over, all of it at once: shorter, and what comes between two releases is known
 * to be of whoever was on shift then (A5).
 */
export const DEFAULT_RELEASE_HOURS = 24;

export const findSpeakingLink = async ({ db }: Engine, secret: string): Promise<Place | null> => {
  const row = await db
    .selectFrom('voice')
    .select(['organisation_id', 'programme_id'])
    .where('secret', '=', secret)
    .executeTakeFirst();
  return row === undefined ? null : placeOf(row);
};

export const findProgramme = async ({ db }: Engine, programmeId: string): Promise<Place | null> => {
  const row = await db
    .selectFrom('programme')
    .select(['organisation_id', 'programme_id'])
    .where('programme_id', '=', programmeId)
    .executeTakeFirst();
  return row === undefined ? null : placeOf(row);
};

const placeOf = (row: { organisation_id: string; programme_id: string }): Place => ({
  organisationId: row.organisation_id,
  programmeId: row.programme_id,
});

export const organisationName = async ({ db }: Engine, organisationId: string): Promise<string> => {
  const row = await db
    .selectFrom('organisation')
    .select('name')
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return row?.name ?? '';
};

export const voiceOf = async (
  { db }: Engine,
  organisationId: string,
  programmeId: string,
): Promise<ProgrammeVoice | null> => {
  const row = await shown(db, organisationId)
    .where('programme.programme_id', '=', programmeId)
    .executeTakeFirst();
  return row === undefined ? null : asRead(row);
};

/** Every programme, by name. */
export const voices = async ({ db }: Engine, organisationId: string): Promise<ProgrammeVoice[]> => {
  const rows = await shown(db, organisationId).orderBy('programme.name_key').execute();
  return rows.map(asRead);
};

const shown = (db: Engine['db'], organisationId: string) =>
  db
    .selectFrom('programme')
    .leftJoin('voice', (join) =>
      join
        .onRef('voice.organisation_id', '=', 'programme.organisation_id')
        .onRef('voice.programme_id', '=', 'programme.programme_id'),
    )
    .leftJoin('person as lead', (join) =>
      join
        .onRef('lead.organisation_id', '=', 'voice.organisation_id')
        .onRef('lead.person_id', '=', 'voice.lead_person_id'),
    )
    .select(['programme.programme_id', 'programme.name', 'voice.secret', 'voice.release_hours'])
    .select(['voice.lead_person_id', 'voice.lead_hours', 'voice.lead_emergency'])
    .select('lead.name as lead_name')
    .where('programme.organisation_id', '=', organisationId);

const asRead = (
  row: Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number],
): ProgrammeVoice => ({
  programmeId: row.programme_id,
  programmeName: row.name,
  secret: row.secret,
  safeguarding:
    row.lead_person_id === null
      ? null
      : {
          leadPersonId: row.lead_person_id,
          leadName: row.lead_name ?? '',
          hours: row.lead_hours ?? '',
          emergency: row.lead_emergency ?? '',
        },
  releaseHours: row.release_hours ?? DEFAULT_RELEASE_HOURS,
});

/** False when there is no such programme. */
const setVoice = async (
  { db }: Engine,
  organisationId: string,
  programmeId: string,
  columns: Partial<Insertable<Tables['voice']>>,
): Promise<boolean> => {
  const programme = await db
    .selectFrom('programme')
    .select('programme_id')
    .where('organisation_id', '=', organisationId)
    .where('programme_id', '=', programmeId)
    .executeTakeFirst();
  if (programme === undefined) return false;
  await db
    .insertInto('voice')
    .values({ organisation_id: organisationId, programme_id: programmeId, ...columns })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'programme_id']).doUpdateSet(columns),
    )
    .execute();
  return true;
};

export const setSecret = (
  engine: Engine,
  organisationId: string,
  programmeId: string,
  secret: string | null,
): Promise<boolean> => setVoice(engine, organisationId, programmeId, { secret });

export const setSafeguarding = (
  engine: Engine,
  organisationId: string,
  programmeId: string,
  safeguarding: Safeguarding | null,
): Promise<boolean> =>
  setVoice(engine, organisationId, programmeId, {
    lead_person_id: safeguarding?.leadPersonId ?? null,
    lead_hours: safeguarding?.hours ?? null,
    lead_emergency: safeguarding?.emergency ?? null,
  });

export const setReleaseHours = (
  engine: Engine,
  organisationId: string,
  programmeId: string,
  hours: number,
): Promise<boolean> => setVoice(engine, organisationId, programmeId, { release_hours: hours });

export const noteLooked = async (
  engine: Engine,
  organisationId: string,
  programmeId: string,
  { lookedAt, waitingSince }: { lookedAt: string; waitingSince: string | null },
): Promise<void> => {
  await setVoice(engine, organisationId, programmeId, {
    looked_at: lookedAt,
    waiting_since: waitingSince,
  });
};

export const keepMonths = async ({ db }: Engine, organisationId: string): Promise<KeepMonths> => {
  const row = await db
    .selectFrom('organisation')
    .select(['keep_after_told', 'keep_after_arrival'])
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return { afterTold: row.keep_after_told, afterArrival: row.keep_after_arrival };
};

export const setKeepMonths = async (
  { db }: Engine,
  organisationId: string,
  { afterTold, afterArrival }: KeepMonths,
): Promise<void> => {
  await db
    .updateTable('organisation')
    .set({ keep_after_told: afterTold, keep_after_arrival: afterArrival })
    .where('organisation_id', '=', organisationId)
    .execute();
};

/** Whether a programme tells this person when someone may be at risk. */
export const isNamedLead = async (
  { db }: Engine,
  organisationId: string,
  personId: string,
): Promise<boolean> =>
  (await db
    .selectFrom('voice')
    .select('programme_id')
    .where('organisation_id', '=', organisationId)
    .where('lead_person_id', '=', personId)
    .limit(1)
    .executeTakeFirst()) !== undefined;
