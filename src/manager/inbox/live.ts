// The news that something arrived. A browser allows six connections to a host, so one tab holds the live connection
// under a Web Lock and tells the others; when it closes, the next one takes over.
import { LIVE_EVENT } from '../../contract/desk.ts';
import { retryDelayMs } from '../../device/retry.ts';
import { onOpened } from '../doors/opened.ts';

const NAME = 'moments-live';

/**
 * Calls `onNews` whenever the list may have changed: something arrived, or the connection came, went or came back
 * and may have missed something. What is new, and whether we may still ask, only the list itself can say.
 * Returns the way to stop.
 */
export const followLive = (onNews: () => void): (() => void) => {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : null;
  channel?.addEventListener('message', onNews);
  const tellAll = (): void => {
    onNews();
    channel?.postMessage(null);
  };

  const ending = new AbortController();
  const ended = new Promise<void>((resolve) => {
    ending.signal.addEventListener('abort', () => resolve());
  });
  const hold = async (): Promise<void> => {
    const disconnect = stayConnected(tellAll);
    await ended;
    disconnect();
  };
  // Web Locks exist only where the page came by HTTPS or from this machine itself.
  const locks: LockManager | null | undefined = navigator.locks;
  if (locks) {
    // Rejects when this tab stops waiting for its turn, which is no trouble.
    locks.request(NAME, { signal: ending.signal }, hold).catch(() => undefined);
  } else {
    void hold();
  }
  return () => {
    ending.abort();
    channel?.close();
  };
};

/** A connection that has stood so long was a good one. */
const STANDS_MS = 30_000;

/** Opens the connection again after each break, with growing pauses; at once when the device comes online. */
const stayConnected = (onNews: () => void): (() => void) => {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let standing: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const connect = (): void => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource('/v1/desk/live');
    source.addEventListener('open', () => {
      // One that ends at once counts as failed, or a proxy that cuts every stream would be asked without a pause.
      clearTimeout(standing);
      standing = setTimeout(() => (failures = 0), STANDS_MS);
      onNews();
    });
    source.addEventListener(LIVE_EVENT, onNews);
    source.addEventListener('error', () => {
      // The browser would try again by itself, always after the same pause, and never after a refusal.
      source?.close();
      clearTimeout(standing);
      failures += 1;
      timer = setTimeout(connect, retryDelayMs(failures, 0, Math.random()));
      onNews();
    });
  };
  const reconnect = (): void => {
    failures = 0;
    connect();
  };

  connect();
  addEventListener('online', reconnect);
  const stop = onOpened(reconnect);
  return () => {
    stop();
    removeEventListener('online', reconnect);
    clearTimeout(timer);
    clearTimeout(standing);
    source?.close();
  };
};
