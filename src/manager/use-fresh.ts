import { useEffect } from 'preact/hooks';
import { onOpened } from './doors/opened.ts';

/** Reads when the screen comes, and again whenever it may have missed something. */
export const useFresh = (desk: { load(): Promise<void> }): void => {
  useEffect(() => {
    const load = (): void => void desk.load();
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') load();
    };
    load();
    addEventListener('online', load);
    const stop = onOpened(load);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      stop();
      removeEventListener('online', load);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [desk]);
};
