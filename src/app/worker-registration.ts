import type { Workbox } from 'workbox-window';

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => string };
}

const WORKER = '/sw.js';

/** The content security policy lets a script's address in only through this one policy, and this lets in only one. */
const trusted = (url: string): string => {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  if (trustedTypes === undefined) return url;
  const policy = trustedTypes.createPolicy('moments', {
    createScriptURL: (asked) => {
      if (asked !== WORKER) throw new TypeError('Not the worker of this app');
      return asked;
    },
  });
  return policy.createScriptURL(url);
};

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
  const registering = new Workbox(trusted(WORKER));
  // Whoever listens for a waiting build does so before it can be announced.
  queueMicrotask(() => void registering.register().catch(() => undefined));
  return registering;
};
