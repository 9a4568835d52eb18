import { useState } from 'preact/hooks';
import type { Result } from '../../domain/result.ts';
import { inWords } from './trouble-words.ts';
import type { SignInTrouble } from './sign-in-client.ts';

/** Troubles that pass: only then is the same worth trying again. */
const PASSING: readonly SignInTrouble[] = [
  'no_answer',
  'too_many_tries',
  'server_stopping',
  'storage_full',
  'storage_away',
  'unexpected',
];

/** One thing asked of the endpoint at a time, with what went wrong in words, and whether trying again may help. */
export const useAttempt = () => {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [mayHelp, setMayHelp] = useState(true);

  const attempt = async <Value>(
    asking: Promise<Result<Value, SignInTrouble>>,
    then: (value: Value) => void | Promise<void>,
  ): Promise<void> => {
    setBusy(true);
    setError(null);
    const result = await asking;
    if (result.ok) await then(result.value);
    else {
      setError(inWords(result.trouble));
      setMayHelp(PASSING.includes(result.trouble));
    }
    setBusy(false);
  };
  return { isBusy, error, mayHelp, setError, attempt };
};
