// Delivers what is due. An alert is a row that was written in the transaction of what it tells of: it is neither lost nor
// made twice. Whoever tries it claims it first, in whichever process; a claim that nobody settles runs out, and the alert
// is tried again. Each try has the same id, by which a receiver knows one that it had before.

import { randomUUID } from 'node:crypto';
import { waitAfterMs } from '../../domain/alert.ts';
import type { Installation } from '../installation.ts';
import type { ClaimedDelivery, DueDelivery, Settled } from '../store/store.ts';
import { webhookSecretOf } from './alerting.ts';
import type { Unsettled } from './alerting.ts';
import { never, notYet } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { postWebhook } from './post-webhook.ts';
import { letterText, messageBody, toldOf } from './telling.ts';
import type { Around } from './telling.ts';

/** More than a try takes at most. */
export const CLAIM_MS = 2 * 60_000;
const AT_ONCE = 8;
const LOOKED_AT = 1_000;

type Means = Pick<Installation, 'store' | 'now' | 'keys' | 'address' | 'alerting' | 'stopping'>;

/** Tries everything that is due now, once. */
export const deliverWhatIsDue = async (means: Means): Promise<void> => {
  const { store, now, stopping } = means;
  await settleWhatIsLeft(means);
  const due = await store.dueDeliveries(now().toISOString(), LOOKED_AT);
  for (const [organisationId, of] of byOrganisation(due.filter((one) => !isPaced(one, means)))) {
    for (let first = 0; first < of.length; first += AT_ONCE) {
      if (stopping.aborted) return;
      await deliverSome(means, organisationId, of.slice(first, first + AT_ONCE));
    }
  }
};

const byOrganisation = (due: readonly DueDelivery[]): Map<string, string[]> => {
  const by = new Map<string, string[]>();
  for (const { organisationId, deliveryId } of due) {
    by.set(organisationId, [...(by.get(organisationId) ?? []), deliveryId]);
  }
  return by;
};

/** Somebody who tries it again from the beginning need not wait. */
const isPaced = (
  { deliveryId, tries }: DueDelivery,
  { alerting: { paced }, now }: Means,
): boolean => {
  const pace = paced.get(deliveryId);
  return pace !== undefined && pace.tries === tries && pace.until > now().getTime();
};

const deliverSome = async (
  means: Means,
  organisationId: string,
  deliveryIds: readonly string[],
): Promise<void> => {
  const { store, now } = means;
  const claim = randomUUID();
  const at = now();
  const claimed = await store.write(organisationId, (transaction) =>
    transaction.claimDeliveries(deliveryIds, {
      claim,
      now: at.toISOString(),
      until: new Date(at.getTime() + CLAIM_MS).toISOString(),
    }),
  );
  if (claimed.length === 0) return;
  const around = await aroundOf(means, organisationId);
  await Promise.all(
    claimed.map(async (delivery) => {
      const attempt = await tryOne(means, organisationId, delivery, around);
      const settled = settledBy(attempt, delivery, means);
      const one = { organisationId, delivery, claim, settled };
      means.alerting.unsettled.set(delivery.deliveryId, one);
      // Where the database does not take it, the next round begins with it.
      await settle(means, one).catch(() => {});
    }),
  );
};

const aroundOf = async ({ store, address }: Means, organisationId: string): Promise<Around> => {
  const reads = store.of(organisationId);
  const programmes = await reads.programmes();
  return {
    organisationName: await reads.organisationName(),
    programmeNames: new Map(programmes.map(({ programmeId, name }) => [programmeId, name])),
    publicUrl: address.publicUrl,
  };
};

const tryOne = async (
  means: Means,
  organisationId: string,
  { deliveryId, target, facts, madeAt }: ClaimedDelivery,
  around: Around,
): Promise<Attempt> => {
  const { store, keys, now, alerting } = means;
  const reads = store.of(organisationId);
  if ('personId' in target) {
    if (alerting.mail === null) return notYet('mail_off');
    const settings = await reads.alertSettings(target.personId);
    if (settings === null || settings.email === null) return notYet('no_address');
    const told = toldOf(facts, around);
    return alerting.mail.send({
      id: deliveryId,
      to: settings.email,
      subject: told.subject,
      text: letterText(told),
    });
  }
  const webhook = (await reads.webhooks()).find(({ webhookId }) => webhookId === target.webhookId);
  if (webhook === undefined || webhook.goneAt !== null) return never('gone');
  const message = {
    id: deliveryId,
    url: webhook.url,
    secret: webhookSecretOf(webhook.webhookId, keys),
    body: messageBody(webhook.shape, facts, { madeAt, around }),
  };
  return postWebhook(message, { allow: alerting.allow, lookUp: alerting.lookUp, now });
};

/** What is written down of a try, and what this process alone keeps in mind. */
const settledBy = (
  attempt: Attempt,
  { deliveryId, facts, madeAt, tries }: ClaimedDelivery,
  { now, alerting }: Means,
): Settled => {
  const at = now();
  const isFlagged = facts.what === 'flagged';
  // The hour in which it came, and no other: two of them would tell more (A4).
  const triedAt = isFlagged ? madeAt : at.toISOString();
  alerting.paced.delete(deliveryId);
  if (attempt.ok) return { state: 'sent', trouble: null, triedAt };
  alerting.failed += 1;
  const { trouble, isFinal } = attempt;
  const waitMs = isFinal ? null : waitAfterMs(tries);
  if (waitMs === null) return { state: 'given_up', trouble, triedAt };
  const until = at.getTime() + waitMs;
  if (!isFlagged) {
    return { state: 'waiting', trouble, triedAt, dueAt: new Date(until).toISOString() };
  }
  alerting.paced.set(deliveryId, { tries, until });
  return { state: 'waiting', trouble, triedAt };
};

const settleWhatIsLeft = async (means: Means): Promise<void> => {
  for (const one of means.alerting.unsettled.values()) await settle(means, one);
};

const settle = async (
  { store, now, alerting: { unsettled } }: Means,
  { organisationId, delivery: { deliveryId, target }, claim, settled }: Unsettled,
): Promise<void> => {
  await store.write(organisationId, async (transaction) => {
    await transaction.settleDelivery(deliveryId, claim, settled);
    if (settled.trouble === 'gone' && 'webhookId' in target) {
      await transaction.noteGone(target.webhookId, now().toISOString());
    }
  });
  unsettled.delete(deliveryId);
};
