/** One file that the worker keeps: its address, with its revision where the address itself has no hash. */
type Kept = string | { url: string; revision: string };

declare const __PRECACHE__: Kept[];

/** All that the build wrote and the signed-in app may load (V3: every chunk). Filled in by vite.config.ts. */
export const PRECACHE: Kept[] = __PRECACHE__;
