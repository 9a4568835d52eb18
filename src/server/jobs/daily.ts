import { randomUUID } from 'node:crypto';
import { OLD_DAYS, isWorthSaying, nextDailyAt } from '../../domain/alert.ts';
import type { AlertFacts, DailyFacts } from '../../domain/alert.ts';
import type { Role } from '../../contract/pull.ts';
import { mayBeLead } from '../../domain/roles.ts';
import type { Installation } from '../installation.ts';
import type { AlertTarget, WriteTransaction } from '../store/store.ts';

const DAY_MS = 24 * 3600 * 1000;
const KEPT_DAYS = 30;
const AT_ONCE = 500;

type Means = Pick<Installation, 'store' | 'now'>;

/** Makes the day's news for everybody whose hour has come, where there is something to say. */
export const tellTheDay = async ({ store, now }: Means): Promise<void> => {
  const at = now();
  for (;;) {
    const due = await store.dueDaily(at.toISOString(), AT_ONCE);
    if (due.length === 0) return;
    for (const { organisationId, ...target } of due) {
      await store.write(organisationId, (transaction) => tellOne(transaction, target, at));
    }
  }
};

/** In one transaction with the next time: whatever stops in between, it is made once. */
const tellOne = async (
  transaction: WriteTransaction,
  target: AlertTarget,
  at: Date,
): Promise<void> => {
  const taken = await transaction.takeDaily(target, at.toISOString(), (hour, timeZone) =>
    nextDailyAt(hour, timeZone, at).toISOString(),
  );
  if (taken === null) return;
  const roles = 'personId' in target ? await rolesOf(transaction, target.personId) : null;
  // Whoever has no work at the desk any more is told nothing of it.
  if (roles !== null && !mayBeLead(roles)) return;
  const facts = await transaction.dailyFacts(oldBefore(at));
  const shown = shownTo(facts, taken.wantsDaily, roles);
  if (!isWorthSaying(shown)) return;
  const whom = 'personId' in target ? target.personId : target.webhookId;
  const made: AlertFacts = { what: 'daily', ...shown };
  await transaction.addDelivery({
    deliveryId: randomUUID(),
    once: `daily ${taken.dueAt} ${whom}`,
    target,
    facts: made,
    at: at.toISOString(),
  });
};

/**
 * What somebody of these roles is told, or, of none, a webhook. What nobody read for three days goes to the administrators,
 * whether or not they want the day's news; of the inbox a lead who is no manager is told nothing.
 */
const shownTo = (
  { unread, old, flagged, failed }: DailyFacts,
  wantsDaily: boolean,
  roles: readonly Role[] | null,
): DailyFacts => {
  const wantsInbox = wantsDaily && (roles === null || roles.includes('manager'));
  return {
    unread: wantsInbox ? unread : [],
    old: roles?.includes('administrator') === true ? old : null,
    flagged: wantsDaily ? flagged : 0,
    failed: wantsInbox ? failed : 0,
  };
};

const rolesOf = async (transaction: WriteTransaction, personId: string): Promise<Role[]> =>
  (await transaction.person(personId))?.roles ?? [];

/** What came on an earlier date is unread for three days, or nearly. */
const oldBefore = (at: Date): string =>
  new Date(at.getTime() - (OLD_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);

/** Forgets what was delivered long ago, or looked at after it was given up. */
export const forgetDeliveries = async ({ store, now }: Means): Promise<void> => {
  const before = new Date(now().getTime() - KEPT_DAYS * DAY_MS).toISOString();
  for (const organisationId of await store.organisationIds()) {
    await store.write(organisationId, (transaction) => transaction.dropDeliveries(before));
  }
};
