import type { z } from '../contract/schema.ts';
import { type Answer, type Fetch, type Trouble, askFileOnce, askOnce } from './endpoint.ts';

/**
 * Asks the endpoint, and where it wants to know once more who asks, lets the person show that and asks again. A list that
 * is only read opens no question by itself: what stands in its place has a button for it.
 */
export const ask = <Value>(
  fetch: Fetch,
  path: string,
  body: object | null,
  schema: z.ZodMiniType<Value>,
): Answer<Value> => proving(() => askOnce(fetch, path, body, schema), body !== null);

/** The same for a file that somebody takes out. */
export const askFile = (fetch: Fetch, path: string): Answer<Blob> =>
  proving(() => askFileOnce(fetch, path), true);

const proving = async <Value>(once: () => Answer<Value>, isChange: boolean): Answer<Value> => {
  const answer = await once();
  if (answer.ok || !isToProve(answer.trouble, isChange)) return answer;
  const { provesAgain } = await import('./doors/prove.tsx');
  return (await provesAgain(answer.trouble.code)) ? once() : answer;
};

type ToProve = Trouble & { kind: 'refused'; code: 'ask_again' | 'desk_closed' };

const isToProve = (trouble: Trouble, isChange: boolean): trouble is ToProve =>
  trouble.kind === 'refused' &&
  (trouble.code === 'ask_again' || (trouble.code === 'desk_closed' && isChange));
