import { id, instant, label, z } from './schema.ts';

export const EMAIL_MAX = 254;
export const WEBHOOK_URL_MAX = 2_000;

/** Why an alert was not delivered. Codes are permanent. */
export const alertTrouble = z.enum([
  /** The server was given no mail server. */
  'mail_off',
  /** The person named no address. */
  'no_address',
  'mail_away',
  'mail_sign_in',
  /** The mail server does not take letters for this address. */
  'mail_refused',
  'mail_said_no',
  'inner_address',
  'address_unknown',
  'not_reached',
  'redirected',
  'answered_no',
  /** Whoever is there wants to be told no more. */
  'gone',
]);
export type AlertTrouble = z.infer<typeof alertTrouble>;

export const webhookShape = z.enum(['plain', 'slack', 'teams']);
export type WebhookShape = z.infer<typeof webhookShape>;

const hour = z.int().check(z.minimum(0), z.maximum(23));
/** Of the IANA's list: whether it is there the server checks. */
const timeZone = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/));

/** One address, in the plain form that mail servers take. */
export const emailAddress = z
  .string()
  .check(
    z.maxLength(EMAIL_MAX),
    z.regex(/^[^\s@<>"(),:;\p{Cc}]+@[^\s@<>"(),:;\p{Cc}]+\.[^\s@<>"(),:;\p{Cc}]+$/u),
  );

/** `POST /v1/desk/alerts/own`: where and when whoever asks is told. */
export const ownAlertsSet = z.strictObject({
  /** Null: nowhere. */
  email: z.nullable(emailAddress),
  /** The day's news, at that hour. */
  wantsDaily: z.boolean(),
  hour,
  timeZone,
});
export type OwnAlertsSet = z.infer<typeof ownAlertsSet>;

/** `POST /v1/desk/webhooks` */
export const webhookAdded = z.strictObject({
  name: label,
  url: z.string().check(z.maxLength(WEBHOOK_URL_MAX), z.regex(/^https?:\/\/[^\s]+$/)),
  shape: webhookShape,
  wantsDaily: z.boolean(),
  wantsFlagged: z.boolean(),
  hour,
  timeZone,
});
export type WebhookAdded = z.infer<typeof webhookAdded>;

/** Its answer: the one time that the address is shown whole. */
export const webhookMade = z.object({
  protocol: z.string(),
  webhookId: id,
  /** What its messages are signed with: `whsec_…`, as Standard Webhooks says. */
  secret: z.string(),
});
export type WebhookMade = z.infer<typeof webhookMade>;

const deskWebhook = z.object({
  webhookId: id,
  name: z.string(),
  /** The rest of its address is a secret. */
  host: z.string(),
  shape: webhookShape,
  wantsDaily: z.boolean(),
  wantsFlagged: z.boolean(),
  hour: z.int(),
  timeZone: z.string(),
  goneAt: z.nullable(instant),
});

const deskDelivery = z.object({
  deliveryId: id,
  to: z.enum(['person', 'webhook']),
  /** Empty for one that left. */
  name: z.string(),
  what: z.enum(['flagged', 'daily', 'test']),
  isGivenUp: z.boolean(),
  trouble: alertTrouble,
  /** Of what was flagged the hour. */
  madeAt: instant,
  tries: z.int(),
});

/** `GET /v1/desk/alerts`: who is told of what, and what could not be told. */
export const deskAlerts = z.object({
  protocol: z.string(),
  /** Whether this server sends email at all. */
  sendsMail: z.boolean(),
  /** Whether any administrator gave an address: they are told what nobody read for three days. */
  reachesAdministrators: z.boolean(),
  /** Null while whoever asks chose nothing. */
  own: z.nullable(
    z.object({
      email: z.nullable(z.string()),
      wantsDaily: z.boolean(),
      hour: z.int(),
      timeZone: z.string(),
    }),
  ),
  webhooks: z.array(deskWebhook),
  /** What was given up and nobody looked at, and what is tried again; the latest first. */
  troubled: z.array(deskDelivery),
});
export type DeskAlerts = z.infer<typeof deskAlerts>;
