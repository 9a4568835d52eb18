import { useEffect, useState } from 'preact/hooks';

/**
 * What `read` finds, read again whenever `onChange` says so, and once a `everyMs` where that is given. IndexedDB is
 * the truth; a component only shows it. Null until the first reading; a failed reading is passed to `onTrouble`.
 */
export const useReading = <Value>(
  onChange: (listener: () => void) => () => void,
  read: () => Promise<Value>,
  inputs: readonly unknown[],
  { everyMs, onTrouble }: { everyMs?: number; onTrouble?: (error: unknown) => void } = {},
): Value | null => {
  const [value, setValue] = useState<Value | null>(null);
  useEffect(() => {
    let isShown = true;
    let isReading = false;
    let isDue = false;
    // One at a time: changes that come in a row, as while a full outbox is sent, are read once, after the last.
    const look = (): void => {
      isDue = isReading;
      if (isReading) return;
      isReading = true;
      read()
        .then(
          (found) => isShown && setValue(() => found),
          (error: unknown) => isShown && onTrouble?.(error),
        )
        .finally(() => {
          isReading = false;
          if (isDue && isShown) look();
        });
    };
    look();
    const stop = onChange(look);
    const timer = everyMs === undefined ? undefined : setInterval(look, everyMs);
    return () => {
      isShown = false;
      stop();
      clearInterval(timer);
    };
  }, inputs);
  return value;
};
