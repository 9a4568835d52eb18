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
    let latest = 0;
    const look = (): void => {
      const mine = ++latest;
      read().then(
        // An older reading that ends later must not cover a newer one.
        (found) => isShown && mine === latest && setValue(() => found),
        (error: unknown) => isShown && onTrouble?.(error),
      );
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
