import type { BlockList } from 'node:net';
import { createHmac } from 'node:crypto';
import type { Address, Config } from '../config.ts';
import type { Keys } from '../keys.ts';
import type { ClaimedDelivery, Settled } from '../store/store.ts';
import { openMail } from './mail.ts';
import type { Mail } from './mail.ts';
import { lookUpAll } from './public-address.ts';
import type { LookUp } from './public-address.ts';

/** What alerts are delivered with, and what this process alone knows of those under way. */
export interface Alerting {
  /** Null where the server was given no mail server. */
  mail: Mail | null;
  /** Inner addresses that webhooks may be sent to. */
  allow: BlockList;
  lookUp: LookUp;
  /**
   * Until when, in milliseconds, this process leaves a flagged one alone that failed, by its id and how often it had been
   * tried. In the database it would tell when somebody spoke (A4).
   */
  paced: Map<string, { tries: number; until: number }>;
  /** What was sent, or not, and could not be written down yet: it is before anything is tried again. */
  unsettled: Map<string, Unsettled>;
  /** How many tries failed since that was last written down: never when. */
  failed: number;
}

export interface Unsettled {
  organisationId: string;
  delivery: ClaimedDelivery;
  claim: string;
  settled: Settled;
}

export const openAlerting = (
  { mail, webhookAllow }: Pick<Config, 'mail' | 'webhookAllow'>,
  { publicUrl }: Address,
): Alerting => ({
  mail: mail === null ? null : openMail(mail, new URL(publicUrl).hostname),
  allow: webhookAllow,
  lookUp: lookUpAll,
  paced: new Map(),
  unsettled: new Map(),
  failed: 0,
});

/** What the messages of one webhook are signed with. Made anew each time: a copy of the database signs nothing. */
export const webhookSecretOf = (webhookId: string, { webhookKey }: Keys): string =>
  `whsec_${createHmac('sha256', webhookKey).update(webhookId).digest('base64')}`;
