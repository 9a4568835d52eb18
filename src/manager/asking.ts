import type { z } from '../contract/schema.ts';
import { type Answer, type Fetch, type Trouble, askOnce } from './endpoint.ts';

/**
 * Asks the endpoint, and where it wants to know once more who asks, lets the person show that and asks again. A list that
 * is only read opens no question by itself: what stands in its place has a button for it.
 */
export const ask = async <Value>(
  fetch: Fetch,
  path: string,
  body: object | null,
  schema: z.ZodMiniType<Value>,
): Answer<Value> => {
  const answer = await askOnce(fetch, path, body, schema);
  if (answer.ok || !isToProve(answer.trouble, body !== null)) return answer;
  const { provesAgain } = await import('./doors/prove.tsx');
  return (await provesAgain(answer.trouble.code)) ? askOnce(fetch, path, body, schema) : answer;
};

type ToProve = Trouble & { kind: 'refused'; code: 'ask_again' | 'desk_closed' };

const isToProve = (trouble: Trouble, isChange: boolean): trouble is ToProve =>
  trouble.kind === 'refused' &&
  (trouble.code === 'ask_again' || (trouble.code === 'desk_closed' && isChange));
