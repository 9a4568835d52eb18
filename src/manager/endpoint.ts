// One request of the desk. Every answer is parsed by the contract's schemas before anything else sees it; an answer
// without our marker is somebody else's (a captive portal, a proxy) and counts as no answer.
import { REFUSALS, type RefusalCode, refusalAnswer } from '../contract/refusal.ts';
import type { z } from '../contract/schema.ts';
import { PROTOCOL } from '../contract/version.ts';
import { type Result, success, trouble } from '../domain/result.ts';
import { isDeskClosed } from './doors/closed.ts';

/** Why the desk got no answer: none came, or the endpoint said no. */
export type Trouble =
  | { kind: 'no signal' }
  | { kind: 'refused'; code: RefusalCode; field: string | null };

export type Answer<Value> = Promise<Result<Value, Trouble>>;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const LIMIT_MS = 30_000;
/** What is answered only while the desk is open. */
const OF_DESK = /^\/v1\/(desk|board)\//;

const NO_SIGNAL: Trouble = { kind: 'no signal' };

/** Asks once: GETs `path`, or POSTs `body` to it. Never throws. */
export const askOnce = async <Value>(
  fetch: Fetch,
  path: string,
  body: object | null,
  schema: z.ZodMiniType<Value>,
): Answer<Value> => {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), LIMIT_MS);
  try {
    const response = await fetch(path, {
      ...(body === null ? {} : asJson(body)),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: limit.signal,
    });
    const answer: unknown = await response.json();
    if (!isOurs(answer)) return trouble(NO_SIGNAL);
    if (!response.ok) return trouble(refusedBy(answer));
    if (OF_DESK.test(path)) isDeskClosed.value = false;
    const parsed = schema.safeParse(answer);
    return parsed.success ? success(parsed.data) : trouble(refused('unexpected'));
  } catch {
    return trouble(NO_SIGNAL);
  } finally {
    clearTimeout(timer);
  }
};

/** Asks for a file, however long it takes to make it. What is refused is JSON, as ever. Never throws. */
export const askFileOnce = async (fetch: Fetch, path: string): Answer<Blob> => {
  try {
    const response = await fetch(path, {
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
    });
    if (response.ok) {
      // A page of a proxy is no file of ours.
      const isFile = response.headers.has('content-disposition');
      return isFile ? success(await response.blob()) : trouble(NO_SIGNAL);
    }
    const answer: unknown = await response.json();
    return trouble(isOurs(answer) ? refusedBy(answer) : NO_SIGNAL);
  } catch {
    return trouble(NO_SIGNAL);
  }
};

const asJson = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const isOurs = (answer: unknown): answer is object =>
  typeof answer === 'object' &&
  answer !== null &&
  'protocol' in answer &&
  answer.protocol === PROTOCOL;

const refused = (code: RefusalCode, field: string | null = null): Trouble => ({
  kind: 'refused',
  code,
  field,
});

/** A code that this build does not know yet is said as the general one. */
const refusedBy = (answer: object): Trouble => {
  const parsed = refusalAnswer.safeParse(answer);
  if (!parsed.success) return refused('unexpected');
  const { code, field = null } = parsed.data;
  if (code === 'desk_closed') isDeskClosed.value = true;
  return refused(Object.hasOwn(REFUSALS, code) ? (code as RefusalCode) : 'unexpected', field);
};
