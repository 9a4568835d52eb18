import { useState } from 'preact/hooks';
import type { Outcome } from './ceremony.ts';
import { inWords } from './passkey-words.ts';

/** One thing done with a passkey at a time, with what went wrong in words. */
export const useCeremony = () => {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const attempt = async <Value>(
    ceremony: () => Outcome<Value>,
    then: (value: Value) => void | Promise<void>,
  ): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    const result = await ceremony();
    if (result.ok) await then(result.value);
    else setError(inWords(result.trouble));
    setBusy(false);
  };
  return { isBusy, error, attempt };
};
