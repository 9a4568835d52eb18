import type { AlertFacts } from '../../../domain/alert.ts';
import type { Engine } from '../engine.ts';
import type {
  AlertTarget,
  ClaimedDelivery,
  DueDelivery,
  NewDelivery,
  Settled,
  TroubledDelivery,
} from '../store.ts';
import type { Tables } from '../tables.ts';

/** Nothing where the same was made before. */
export const addDelivery = async (
  { db }: Engine,
  organisationId: string,
  { deliveryId, once, target, momentId, facts, at }: NewDelivery,
): Promise<void> => {
  await db
    .insertInto('delivery')
    .values({
      organisation_id: organisationId,
      delivery_id: deliveryId,
      once,
      person_id: 'personId' in target ? target.personId : null,
      webhook_id: 'webhookId' in target ? target.webhookId : null,
      moment_id: momentId ?? null,
      facts: JSON.stringify(facts),
      state: 'waiting',
      made_at: at,
      due_at: at,
      tries: 0,
      claim: null,
      claimed_until: null,
      trouble: null,
      tried_at: null,
      looked_at: null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'once']).doNothing())
    .execute();
};

/** What is due by `now` in whichever organisation, and nobody is at. */
export const dueDeliveries = async (
  { db }: Engine,
  now: string,
  limit: number,
): Promise<DueDelivery[]> => {
  const rows = await db
    .selectFrom('delivery')
    .select(['organisation_id', 'delivery_id', 'tries'])
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .where(({ eb, or }) => or([eb('claim', 'is', null), eb('claimed_until', '<=', now)]))
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    deliveryId: row.delivery_id,
    tries: row.tries,
  }));
};

/**
 * Those of them that are due still and that nobody is at: from here on `claim` is, until `until`. Within an
 * organisation's lock no two can take the same.
 */
export const claimDeliveries = async (
  { db, oneOf }: Engine,
  organisationId: string,
  deliveryIds: readonly string[],
  { claim, now, until }: { claim: string; now: string; until: string },
): Promise<ClaimedDelivery[]> => {
  const rows = await db
    .updateTable('delivery')
    .set(({ eb }) => ({ claim, claimed_until: until, tries: eb('tries', '+', 1) }))
    .where('organisation_id', '=', organisationId)
    .where(oneOf('delivery_id', deliveryIds))
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .where(({ eb, or }) => or([eb('claim', 'is', null), eb('claimed_until', '<=', now)]))
    .returningAll()
    .execute();
  return rows.map((row) => ({
    deliveryId: row.delivery_id,
    target: targetOf(row),
    facts: JSON.parse(row.facts) as AlertFacts,
    madeAt: row.made_at,
    tries: row.tries,
  }));
};

const targetOf = (row: Pick<Tables['delivery'], 'person_id' | 'webhook_id'>): AlertTarget =>
  row.person_id === null ? { webhookId: row.webhook_id! } : { personId: row.person_id };

/** False when it is another's by now, or was dropped meanwhile. */
export const settleDelivery = async (
  { db }: Engine,
  organisationId: string,
  deliveryId: string,
  claim: string,
  settled: Settled,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({
      claim: null,
      claimed_until: null,
      state: settled.state,
      trouble: settled.trouble,
      tried_at: settled.triedAt,
      ...(settled.dueAt === undefined ? {} : { due_at: settled.dueAt }),
    })
    .where('organisation_id', '=', organisationId)
    .where('delivery_id', '=', deliveryId)
    .where('claim', '=', claim)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
};

/** What was given up and nobody looked at, and what failed but is tried again: the latest first. */
export const troubledDeliveries = async (
  { db }: Engine,
  organisationId: string,
  limit: number,
): Promise<TroubledDelivery[]> => {
  const rows = await db
    .selectFrom('delivery')
    .leftJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'delivery.organisation_id')
        .onRef('person.person_id', '=', 'delivery.person_id'),
    )
    .leftJoin('webhook', (join) =>
      join
        .onRef('webhook.organisation_id', '=', 'delivery.organisation_id')
        .onRef('webhook.webhook_id', '=', 'delivery.webhook_id'),
    )
    .selectAll('delivery')
    .select(['person.name as person_name', 'webhook.name as webhook_name'])
    .where('delivery.organisation_id', '=', organisationId)
    .where('delivery.state', '!=', 'sent')
    .where('delivery.trouble', 'is not', null)
    .where('delivery.looked_at', 'is', null)
    .orderBy('delivery.made_at', 'desc')
    .orderBy('delivery.delivery_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    deliveryId: row.delivery_id,
    target: targetOf(row),
    targetName: row.person_name ?? row.webhook_name ?? '',
    what: (JSON.parse(row.facts) as AlertFacts).what,
    isGivenUp: row.state === 'given_up',
    trouble: row.trouble!,
    madeAt: row.made_at,
    tries: row.tries,
  }));
};

/** From the beginning. False when it is not there, was sent, or is being tried just now. */
export const tryDeliveryAgain = async (
  { db }: Engine,
  organisationId: string,
  deliveryId: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    // It became due when it was made.
    .set(({ ref }) => ({ state: 'waiting', tries: 0, due_at: ref('made_at'), looked_at: null }))
    .where('organisation_id', '=', organisationId)
    .where('delivery_id', '=', deliveryId)
    .where('state', '!=', 'sent')
    .where('claim', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
};

/** What did not reach one person, from the beginning: they named another address. */
export const tryAgainFor = async (
  { db }: Engine,
  organisationId: string,
  personId: string,
): Promise<void> => {
  await db
    .updateTable('delivery')
    .set(({ ref }) => ({ state: 'waiting', tries: 0, due_at: ref('made_at'), looked_at: null }))
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('state', '!=', 'sent')
    .where('trouble', 'is not', null)
    .where('claim', 'is', null)
    .execute();
};

/** False when it is not there or not given up. */
export const markDeliveryLooked = async (
  { db }: Engine,
  organisationId: string,
  deliveryId: string,
  now: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ looked_at: now })
    .where('organisation_id', '=', organisationId)
    .where('delivery_id', '=', deliveryId)
    .where('state', '=', 'given_up')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
};

/** Of a moment that has its outcome nobody need be told any more, and no hour stays (A4). */
export const dropDeliveriesOf = async (
  { db }: Engine,
  organisationId: string,
  momentId: string,
): Promise<void> => {
  await db
    .deleteFrom('delivery')
    .where('organisation_id', '=', organisationId)
    .where('moment_id', '=', momentId)
    .execute();
};

/** Forgets what was sent, or looked at after it was given up, before a time. */
export const dropDeliveries = async (
  { db }: Engine,
  organisationId: string,
  before: string,
): Promise<void> => {
  await db
    .deleteFrom('delivery')
    .where('organisation_id', '=', organisationId)
    .where('made_at', '<', before)
    .where(({ eb, or }) => or([eb('state', '=', 'sent'), eb('looked_at', 'is not', null)]))
    .execute();
};
