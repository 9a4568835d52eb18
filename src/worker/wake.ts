// The script that wake-drain.ts became. A worker may load a script later only if it did so while it was installed: the
// browser then keeps it with this worker.
import type { wakeDrain } from './wake-drain.ts';

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => string };
}

declare const self: ServiceWorkerGlobalScope & {
  trustedTypes?: Policies;
  momentsWake: { wakeDrain: typeof wakeDrain };
};
/** Its address, filled in by vite.config.ts. */
declare const __WAKE__: string;

// The content security policy lets scripts in only by this policy, and this lets in only one.
const address =
  self.trustedTypes
    ?.createPolicy('moments', { createScriptURL: () => __WAKE__ })
    .createScriptURL(__WAKE__) ?? __WAKE__;

export const canWake = (): boolean => 'sync' in self.registration;

/** Loads it. Later than at the installation it comes from the browser's own store, without signal too. */
export const loadWake = (): typeof self.momentsWake => {
  importScripts(address);
  return self.momentsWake;
};
