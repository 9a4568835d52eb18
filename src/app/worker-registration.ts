import type { Workbox } from 'workbox-window';
import { trustedScript } from '../ui/trusted-script.ts';

const WORKER = '/sw.js';

let workbox: Promise<Workbox | null> | undefined;

/**
 * Registers the worker, once, after somebody is signed in: a stranger's device keeps nothing. Null where the browser
 * has none; then the app works with signal only.
 */
export const registerWorker = (): Promise<Workbox | null> =>
  (workbox ??= register().catch(() => {
    // Its code could not be loaded: the next page that asks tries again.
    workbox = undefined;
    return null;
  }));

const register = async (): Promise<Workbox | null> => {
  if (!('serviceWorker' in navigator)) return null;
  const { Workbox } = await import('workbox-window');
  const registering = new Workbox(trustedScript(WORKER));
  // Whoever listens for a waiting build does so before it can be announced.
  queueMicrotask(() => void registering.register().catch(() => undefined));
  return registering;
};
