import type { Engine } from '../engine.ts';
import type { AlertSettings, AlertTarget, KnownWebhook, NewWebhook } from '../store.ts';
import type { AlertFacts, DailyFacts } from '../../../domain/alert.ts';
import { addDelivery } from './deliveries.ts';
import { administrators } from './people.ts';

export const alertSettings = async (
  { db }: Engine,
  organisationId: string,
  personId: string,
): Promise<AlertSettings | null> => {
  const row = await db
    .selectFrom('alert_setting')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    email: row.email,
    wantsDaily: row.wants_daily === 1,
    hour: row.hour,
    timeZone: row.time_zone,
  };
};

export const setAlerts = async (
  { db }: Engine,
  organisationId: string,
  personId: string,
  settings: AlertSettings & { nextDailyAt: string | null },
): Promise<void> => {
  const columns = {
    email: settings.email,
    wants_daily: settings.wantsDaily ? 1 : 0,
    hour: settings.hour,
    time_zone: settings.timeZone,
    next_daily_at: settings.nextDailyAt,
  };
  await db
    .insertInto('alert_setting')
    .values({ organisation_id: organisationId, person_id: personId, ...columns })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'person_id']).doUpdateSet(columns),
    )
    .execute();
};

export const reachesAdministrators = async (
  { db }: Engine,
  organisationId: string,
): Promise<boolean> => {
  const row = await db
    .selectFrom('alert_setting')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'alert_setting.organisation_id')
        .onRef('person.person_id', '=', 'alert_setting.person_id'),
    )
    .select('person.person_id')
    .where('alert_setting.organisation_id', '=', organisationId)
    .where('alert_setting.email', 'is not', null)
    .where('person.roles', 'like', '%"administrator"%')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

/** The first that was added first. */
export const webhooks = async ({ db }: Engine, organisationId: string): Promise<KnownWebhook[]> => {
  const rows = await db
    .selectFrom('webhook')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('created_at')
    .orderBy('webhook_id')
    .execute();
  return rows.map((row) => ({
    webhookId: row.webhook_id,
    name: row.name,
    url: row.url,
    shape: row.shape,
    wantsDaily: row.wants_daily === 1,
    wantsFlagged: row.wants_flagged === 1,
    hour: row.hour,
    timeZone: row.time_zone,
    goneAt: row.gone_at,
  }));
};

export const addWebhook = async (
  { db }: Engine,
  organisationId: string,
  webhook: NewWebhook,
): Promise<void> => {
  await db
    .insertInto('webhook')
    .values({
      organisation_id: organisationId,
      webhook_id: webhook.webhookId,
      name: webhook.name,
      url: webhook.url,
      shape: webhook.shape,
      wants_daily: webhook.wantsDaily ? 1 : 0,
      wants_flagged: webhook.wantsFlagged ? 1 : 0,
      hour: webhook.hour,
      time_zone: webhook.timeZone,
      next_daily_at: webhook.nextDailyAt,
      created_at: webhook.createdAt,
      gone_at: null,
    })
    .execute();
};

/** With what was to be delivered there. False when it is not there. */
export const removeWebhook = async (
  { db }: Engine,
  organisationId: string,
  webhookId: string,
): Promise<boolean> => {
  await db
    .deleteFrom('delivery')
    .where('organisation_id', '=', organisationId)
    .where('webhook_id', '=', webhookId)
    .execute();
  const { numDeletedRows } = await db
    .deleteFrom('webhook')
    .where('organisation_id', '=', organisationId)
    .where('webhook_id', '=', webhookId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
};

export const noteGone = async (
  { db }: Engine,
  organisationId: string,
  webhookId: string,
  now: string,
): Promise<void> => {
  await db
    .updateTable('webhook')
    .set({ gone_at: now, next_daily_at: null })
    .where('organisation_id', '=', organisationId)
    .where('webhook_id', '=', webhookId)
    .execute();
};

/** Whose hour has come by `now`, in whichever organisation. */
export const dueDaily = async (
  { db }: Engine,
  now: string,
  limit: number,
): Promise<(AlertTarget & { organisationId: string })[]> => {
  const people = await db
    .selectFrom('alert_setting')
    .select(['organisation_id', 'person_id'])
    .where('next_daily_at', '<=', now)
    .orderBy('next_daily_at')
    .limit(limit)
    .execute();
  const hooks = await db
    .selectFrom('webhook')
    .select(['organisation_id', 'webhook_id'])
    .where('next_daily_at', '<=', now)
    .orderBy('next_daily_at')
    .limit(limit)
    .execute();
  return [
    ...people.map((row) => ({ organisationId: row.organisation_id, personId: row.person_id })),
    ...hooks.map((row) => ({ organisationId: row.organisation_id, webhookId: row.webhook_id })),
  ];
};

/** Sets the next time. Null when its time is not `now` any more: another process did it. */
export const takeDaily = async (
  engine: Engine,
  organisationId: string,
  target: AlertTarget,
  now: string,
  nextOf: (hour: number, timeZone: string) => string,
): Promise<{ wantsDaily: boolean; dueAt: string } | null> => {
  const { db } = engine;
  const table = 'personId' in target ? 'alert_setting' : 'webhook';
  const [column, id] =
    'personId' in target
      ? (['person_id', target.personId] as const)
      : (['webhook_id', target.webhookId] as const);
  const row = await db
    .selectFrom(table)
    .select(['wants_daily', 'hour', 'time_zone', 'next_daily_at'])
    .where('organisation_id', '=', organisationId)
    .where(column as never, '=', id as never)
    .where('next_daily_at', '<=', now)
    .executeTakeFirst();
  if (row === undefined) return null;
  await db
    .updateTable(table)
    .set({ next_daily_at: nextOf(row.hour, row.time_zone) })
    .where('organisation_id', '=', organisationId)
    .where(column as never, '=', id as never)
    .execute();
  return { wantsDaily: row.wants_daily === 1, dueAt: row.next_daily_at! };
};

/** What there is to say: of what is released alone. `oldBefore`: a date. */
export const dailyFacts = async (
  { db }: Engine,
  organisationId: string,
  oldBefore: string,
): Promise<DailyFacts> => {
  const unseen = db
    .selectFrom('moment')
    .where('organisation_id', '=', organisationId)
    .where('withdrawn_at', 'is', null)
    .where('seen_at', 'is', null);
  const unread = await unseen
    .select('programme_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .groupBy('programme_id')
    .orderBy('programme_id')
    .execute();
  const old = await unseen
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.min<string | null>('received_at').as('since'),
    ])
    .where('received_at', '<', `${oldBefore}T00:00:00.000Z`)
    .executeTakeFirstOrThrow();
  const flagged = await db
    .selectFrom('flag')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organisation_id', '=', organisationId)
    .where('outcome', 'is', null)
    .executeTakeFirstOrThrow();
  const failed = await db
    .selectFrom('delivery')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'given_up')
    .where('looked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    unread: unread.map((row) => ({ programmeId: row.programme_id, count: Number(row.count) })),
    old: old.since === null ? null : { count: Number(old.count), since: old.since.slice(0, 10) },
    flagged: Number(flagged.count),
    failed: Number(failed.count),
  };
};

/** To the programme's lead, or, where none is named, to whoever may record its outcome; and to the webhooks that want it. */
export const alertOfFlag = async (
  engine: Engine,
  organisationId: string,
  {
    momentId,
    programmeId,
    arrivedAt,
    newId,
  }: { momentId: string; programmeId: string; arrivedAt: string; newId: () => string },
): Promise<void> => {
  const { db } = engine;
  const facts: AlertFacts = { what: 'flagged', programmeId };
  const named = await db
    .selectFrom('voice')
    .select('lead_person_id')
    .where('organisation_id', '=', organisationId)
    .where('programme_id', '=', programmeId)
    .executeTakeFirst();
  const lead = named?.lead_person_id ?? null;
  const personIds = lead === null ? await administrators(engine, organisationId) : [lead];
  const hooks = await db
    .selectFrom('webhook')
    .select('webhook_id')
    .where('organisation_id', '=', organisationId)
    .where('wants_flagged', '=', 1)
    .where('gone_at', 'is', null)
    .execute();
  const targets: AlertTarget[] = [
    ...personIds.map((personId) => ({ personId })),
    ...hooks.map((row) => ({ webhookId: row.webhook_id })),
  ];
  for (const target of targets) {
    const whom = 'personId' in target ? target.personId : target.webhookId;
    await addDelivery(engine, organisationId, {
      deliveryId: newId(),
      once: `flagged ${momentId} ${whom}`,
      target,
      momentId,
      facts,
      // The hour, as the flag keeps it (A4).
      at: arrivedAt,
    });
  }
};
