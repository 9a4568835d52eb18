// What is said to the endpoint without a name (A3): no cookie, no session, nothing of this device. Answers are looked at
// by hand: the schemas would weigh more than the page.
import { PROTOCOL } from '../../contract/version.ts';

/** No request is waited for any longer. */
const REQUEST_LIMIT_MS = 30_000;

export type Posted =
  | { kind: 'answered'; answer: Readonly<Record<string, unknown>> }
  /** The endpoint said no; a code of contract/refusal.ts. */
  | { kind: 'refused'; code: string }
  /** No signal, a page of somebody else's, or a server in trouble: whether it was taken is not known. */
  | { kind: 'no word' };

export type Post = (path: string, body: object) => Promise<Posted>;

export const NO_WORD = { kind: 'no word' } as const;

/** Posts by itself, at most 30 s for the request and its answer together. Never throws. */
export const postAlone: Post = async (path, body) => {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), REQUEST_LIMIT_MS);
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: limit.signal,
    });
    const answer = (await response.json()) as Record<string, unknown> | null;
    if (answer?.['protocol'] !== PROTOCOL) return NO_WORD;
    if (response.status === 200) return { kind: 'answered', answer };
    return response.status < 500 ? { kind: 'refused', code: String(answer['code']) } : NO_WORD;
  } catch {
    return NO_WORD;
  } finally {
    clearTimeout(timer);
  }
};
