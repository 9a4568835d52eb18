import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { BlockList } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { Webhook } from 'standardwebhooks';
import { DELIVERED, never, notYet } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { checkHost } from './public-address.ts';
import type { Checked, LookUp } from './public-address.ts';

const PATIENCE_MS = 15_000;

export interface WebhookMessage {
  /** The same for every try: whoever receives it twice knows it again. */
  id: string;
  url: string;
  /** `whsec_…` */
  secret: string;
  /** JSON. */
  body: string;
}

export interface WebhookMeans {
  allow: BlockList;
  lookUp: LookUp;
  now: () => Date;
  /** For tests. */
  patienceMs?: number;
}

/** Sends one message, signed as Standard Webhooks says, to a public address. It follows no redirect. */
export const postWebhook = async (
  message: WebhookMessage,
  means: WebhookMeans,
): Promise<Attempt> => {
  const url = new URL(message.url);
  const checked = await checkHost(url, means.allow, means.lookUp);
  if (!checked.ok) {
    return checked.trouble === 'inner_address' ? never('inner_address') : notYet('address_unknown');
  }
  const answer = await send(url, message, checked.value, means);
  if (typeof answer !== 'number') return answer;
  if (answer >= 200 && answer < 300) return DELIVERED;
  if (answer === 410) return never('gone');
  return notYet(answer >= 300 && answer < 400 ? 'redirected' : 'answered_no');
};

/** Resolves with the status that was answered. */
const send = (
  url: URL,
  { id, secret, body }: WebhookMessage,
  { addresses, allowed }: Checked,
  { now, patienceMs = PATIENCE_MS }: WebhookMeans,
): Promise<number | Attempt> => {
  const at = now();
  const isSecure = url.protocol === 'https:';
  const filter = { allowIPAddressList: allowed, keepAlive: false };
  const signal = AbortSignal.timeout(patienceMs);
  return new Promise((resolve) => {
    const fail = (error: Error): void =>
      resolve(isFiltered(error) ? never('inner_address') : notYet('not_reached'));
    const request = (isSecure ? requestSecure : requestPlain)(
      url,
      {
        method: 'POST',
        // The last word on every address is its own, at the connection.
        agent: isSecure
          ? new RequestFilteringHttpsAgent(filter)
          : new RequestFilteringHttpAgent(filter),
        lookup: only(addresses),
        signal,
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(body),
          'User-Agent': 'Moments',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': new Webhook(secret).sign(id, at, body),
        },
      },
      (response) => {
        // What is answered is not read: the status says it all.
        response.on('error', () => {});
        resolve(response.statusCode ?? 0);
        response.destroy();
      },
    );
    request.on('error', fail);
    request.end(body);
  });
};

/** Looks nothing up: the addresses that were checked are the answer. */
const only =
  (addresses: Checked['addresses']): LookupFunction =>
  (_host, options, done) => {
    if (options.all === true) done(null, addresses);
    else done(null, addresses[0]!.address, addresses[0]!.family);
  };

/** The agent's errors have no code, and say this. */
const isFiltered = (error: Error): boolean => / is not allowed\. Because,? /.test(error.message);
