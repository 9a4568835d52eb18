import { randomUUID } from 'node:crypto';
import type {
  AlertTrouble,
  DeskAlerts,
  OwnAlertsSet,
  WebhookAdded,
} from '../../contract/desk-alerts.ts';
import { isTimeZone, nextDailyAt } from '../../domain/alert.ts';
import { webhookSecretOf } from '../alerts/alerting.ts';
import { checkHost } from '../alerts/public-address.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn } from '../route.ts';
import type { AlertTarget } from '../store/store.ts';

/** The most of those in trouble that are listed. */
const TROUBLED_MAX = 100;

/** `GET /v1/desk/alerts`. Who looks after safety and is no manager sees what is their own. */
export const alertsPage = async ({
  installation: { store, alerting },
  session: { organisationId, personId, roles },
}: AskedSignedIn<null>): Promise<Answer> => {
  const reads = store.of(organisationId);
  const isManager = roles.includes('manager');
  const webhooks = isManager ? await reads.webhooks() : [];
  const troubled = isManager ? await reads.troubledDeliveries(TROUBLED_MAX) : [];
  const answer: Omit<DeskAlerts, 'protocol'> = {
    sendsMail: alerting.mail !== null,
    reachesAdministrators: await reads.reachesAdministrators(),
    own: await reads.alertSettings(personId),
    webhooks: webhooks.map(({ url, ...shown }) => ({ ...shown, host: new URL(url).host })),
    troubled: troubled.map(({ target, targetName, ...shown }) => ({
      ...shown,
      trouble: shown.trouble as AlertTrouble,
      to: 'personId' in target ? 'person' : 'webhook',
      name: targetName,
    })),
  };
  return { answer };
};

/** `POST /v1/desk/alerts/own`. A new address gets a test at once, and what did not reach the old one. */
export const setOwnAlerts = async ({
  installation: { store, now },
  session: { organisationId, personId },
  body: settings,
}: AskedSignedIn<OwnAlertsSet>): Promise<Answer | Refusal> => {
  if (!isTimeZone(settings.timeZone)) return refuse('not_valid', { field: 'timeZone' });
  const at = now();
  const { email, hour, timeZone } = settings;
  const nextDailyAtOf = (): string => nextDailyAt(hour, timeZone, at).toISOString();
  await store.write(organisationId, async (transaction) => {
    const before = await store.of(organisationId).alertSettings(personId);
    await transaction.setAlerts(personId, {
      ...settings,
      nextDailyAt: email === null ? null : nextDailyAtOf(),
    });
    if (email === null || email === before?.email) return;
    await transaction.tryAgainFor(personId);
    await transaction.addDelivery(aTest({ personId }, at));
  });
  return { answer: {} };
};

/** `POST /v1/desk/alerts/test` */
export const testOwnAlerts = async ({
  installation: { store, now },
  session: { organisationId, personId },
}: AskedSignedIn<unknown>): Promise<Answer> => {
  await store.write(organisationId, (transaction) =>
    transaction.addDelivery(aTest({ personId }, now())),
  );
  return { answer: {} };
};

/** One a minute: whoever taps twice is told once. */
const aTest = (target: AlertTarget, at: Date) => ({
  deliveryId: randomUUID(),
  once: `test ${at.toISOString().slice(0, 16)} ${Object.values(target).join()}`,
  target,
  facts: { what: 'test' as const },
  at: at.toISOString(),
});

/** `POST /v1/desk/webhooks`. Its address is looked at now, and again whenever something is sent there. */
export const addWebhook = async ({
  installation: { store, keys, alerting, now },
  session: { organisationId },
  body: webhook,
}: AskedSignedIn<WebhookAdded>): Promise<Answer | Refusal> => {
  const url = URL.parse(webhook.url);
  if (url === null || url.username + url.password !== '')
    return refuse('not_valid', { field: 'url' });
  if (!isTimeZone(webhook.timeZone)) return refuse('not_valid', { field: 'timeZone' });
  const checked = await checkHost(url, alerting.allow, alerting.lookUp);
  if (!checked.ok) return refuse('not_valid', { field: 'url' });
  const webhookId = randomUUID();
  const at = now();
  await store.write(organisationId, async (transaction) => {
    await transaction.addWebhook({
      ...webhook,
      url: url.href,
      webhookId,
      createdAt: at.toISOString(),
      nextDailyAt: webhook.wantsDaily
        ? nextDailyAt(webhook.hour, webhook.timeZone, at).toISOString()
        : null,
    });
    await transaction.addDelivery(aTest({ webhookId }, at));
  });
  return { answer: { webhookId, secret: webhookSecretOf(webhookId, keys) } };
};

/** `POST /v1/desk/webhooks/:webhookId/test` */
export const testWebhook = async ({
  installation: { store, now },
  session: { organisationId },
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const webhookId = param('webhookId');
  const webhooks = await store.of(organisationId).webhooks();
  if (!webhooks.some((webhook) => webhook.webhookId === webhookId)) return refuse('not_found');
  await store.write(organisationId, (transaction) =>
    transaction.addDelivery(aTest({ webhookId }, now())),
  );
  return { answer: {} };
};

/** `POST /v1/desk/webhooks/:webhookId/remove`: with what was to be delivered there. */
export const removeWebhook = async ({
  installation: { store },
  session: { organisationId },
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const isThere = await store.write(organisationId, (transaction) =>
    transaction.removeWebhook(param('webhookId')),
  );
  return isThere ? { answer: {} } : refuse('not_found');
};

/** `POST /v1/desk/deliveries/:deliveryId/again`: from the beginning, at once. */
export const deliveryAgain = async ({
  installation: { store },
  session: { organisationId },
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const isThere = await store.write(organisationId, (transaction) =>
    transaction.tryDeliveryAgain(param('deliveryId')),
  );
  return isThere ? { answer: {} } : refuse('not_found');
};

/** `POST /v1/desk/deliveries/:deliveryId/looked`: it was given up, and somebody knows. */
export const deliveryLooked = async ({
  installation: { store, now },
  session: { organisationId },
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const isThere = await store.write(organisationId, (transaction) =>
    transaction.markDeliveryLooked(param('deliveryId'), now().toISOString()),
  );
  return isThere ? { answer: {} } : refuse('not_found');
};
