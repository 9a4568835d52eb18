// One push to the endpoint, and what its answer proves. A 200 is a receipt only with our marker and with the id and
// digest of what was sent (P2): a captive portal's page, a cached, empty or cut answer, a redirect and a missing
// result all mean "unknown". By hand and without zod: the page that opens first and the worker load this.
import type { PushAnswer, PushRequest, PushResult } from '../contract/push.ts';
import type { RefusalAnswer } from '../contract/refusal.ts';
import { PROTOCOL } from '../contract/version.ts';
import { REQUEST_LIMIT_MS } from './outbox.ts';
import { retryAfterMs } from './retry.ts';

export type PushOutcome =
  /** `results` holds only what was proven; operations that are missing in it had no word. */
  | { kind: 'answered'; epoch: string; results: PushResult[] }
  /** No word of ours. `isForeign`: a page came instead, as from a network that first wants its terms accepted. */
  | { kind: 'unknown'; retryAfterMs: number; isForeign?: true }
  /** The endpoint refused the request as a whole: 400 or 413. */
  | { kind: 'refused'; code: string }
  /** The endpoint and this build do not speak the same language: the older one has to be updated (V2). */
  | { kind: 'other version'; code: 'protocol_unknown' | 'server_old'; retryAfterMs: number }
  /** 401 or 403: nothing of this person can be sent until a person has seen to it (P7). */
  | { kind: 'sign-in needed'; code: string }
  /** A manager marked this phone as lost; `wipe` proves that it was our server that said so. */
  | { kind: 'phone lost'; wipe: string };

export type Push = (request: PushRequest) => Promise<PushOutcome>;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const UNKNOWN = { kind: 'unknown', retryAfterMs: 0 } as const;

/** Pushes by `fetch`, at most 30 s for the request and its answer together. Never throws. */
export const pushBy =
  (fetch: Fetch, now: () => number = Date.now): Push =>
  async (request) => {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), REQUEST_LIMIT_MS);
    try {
      const response = await fetch('/v1/push', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
        credentials: 'same-origin',
        cache: 'no-store',
        // Followed by nobody: an answer that came from elsewhere is none of ours.
        redirect: 'manual',
        signal: limit.signal,
      });
      const waitMs = retryAfterMs(response.headers.get('retry-after'), now());
      if (isForeign(response)) return { ...UNKNOWN, isForeign: true };
      const answer: unknown = await response.json();
      const older = olderOf(answer);
      if (older !== null) return { kind: 'other version', code: older, retryAfterMs: waitMs };
      if (!isOurs(answer)) return { kind: 'unknown', retryAfterMs: waitMs };
      if (response.status === 200) return provenBy(answer, request);
      return refusedBy(response.status, answer, waitMs);
    } catch {
      return UNKNOWN;
    } finally {
      clearTimeout(timer);
    }
  };

/** A redirect, or a page: a proxy's own word that the server behind it is down is none. */
const isForeign = ({ type, status, headers }: Response): boolean =>
  type === 'opaqueredirect' ||
  ((status < 500 || status === 511) &&
    /html/.test(headers.get('content-type') ?? '') &&
    ![408, 429].includes(status));

type Answer = { protocol: string } & Partial<PushAnswer & RefusalAnswer>;

const isOurs = (answer: unknown): answer is Answer =>
  (answer as Answer | null)?.protocol === PROTOCOL;

/** Which of the two is too old, where the endpoint says that it does not know our protocol: under its own marker. */
const olderOf = (answer: unknown): 'protocol_unknown' | 'server_old' | null => {
  const { protocol, code } = (answer ?? {}) as Partial<Answer>;
  if (code !== 'protocol_unknown' || !/^moments\/\d+$/.test(`${protocol}`)) return null;
  return versionOf(`${protocol}`) > versionOf(PROTOCOL) ? 'protocol_unknown' : 'server_old';
};
const versionOf = (protocol: string): number => Number(protocol.split('/')[1]);

const RECEIPTS: readonly string[] = ['stored', 'duplicate', 'quarantined'];
const WORDS: readonly string[] = [...RECEIPTS, 'rejected', 'retry'];

const provenBy = (answer: Partial<PushAnswer>, request: PushRequest): PushOutcome => {
  if (!Array.isArray(answer.results) || typeof answer.epoch !== 'string') return UNKNOWN;
  const sent = new Map(request.operations.map(({ operationId, digest }) => [operationId, digest]));
  const results = answer.results.filter(
    (result: Partial<PushResult> | null) =>
      typeof result?.operationId === 'string' &&
      sent.get(result.operationId) === result.digest &&
      WORDS.includes(result.status ?? '') &&
      (!RECEIPTS.includes(result.status ?? '') || isInstant(result.receivedAt)),
  );
  return { kind: 'answered', epoch: answer.epoch, results };
};

const isInstant = (text: unknown): boolean =>
  typeof text === 'string' && !Number.isNaN(Date.parse(text));

const refusedBy = (
  status: number,
  { code, wipe }: Partial<RefusalAnswer>,
  waitMs: number,
): PushOutcome => {
  if (status === 401 && code === 'phone_lost' && typeof wipe === 'string') {
    return { kind: 'phone lost', wipe };
  }
  if (status === 401 || status === 403) return { kind: 'sign-in needed', code: `${code}` };
  if ((status === 400 || status === 413) && typeof code === 'string') {
    return { kind: 'refused', code };
  }
  return { kind: 'unknown', retryAfterMs: waitMs };
};
