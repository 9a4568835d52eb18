import { useEffect, useRef, useState } from 'preact/hooks';
import type { Posted } from '../wire/post-alone.ts';

export type Ask = (path: string, more: object) => Promise<Posted>;

/** How it goes with something that was asked of the endpoint. */
export type Asking = 'not asked' | 'working' | 'done' | 'no-word' | 'busy' | 'not-taken';

/** Asks one thing at a time, and says how it went; `onDone` gets what was answered, while somebody still looks. */
export const useAsking = (
  ask: Ask,
  onDone: (answer: Readonly<Record<string, unknown>>) => void = () => undefined,
): [Asking, (path: string, more?: object) => void] => {
  const [state, setState] = useState<Asking>('not asked');
  const isShown = useRef(true);
  useEffect(() => () => void (isShown.current = false), []);
  const begin = async (path: string, more: object): Promise<void> => {
    if (state === 'working') return;
    setState('working');
    const posted = await ask(path, more);
    if (!isShown.current) return;
    setState(outcomeOf(posted));
    if (posted.kind === 'answered') onDone(posted.answer);
  };
  return [state, (path, more = {}) => void begin(path, more)];
};

const outcomeOf = (posted: Posted): Asking => {
  if (posted.kind === 'answered') return 'done';
  if (posted.kind === 'no word') return 'no-word';
  return posted.code === 'too_many_tries' ? 'busy' : 'not-taken';
};
