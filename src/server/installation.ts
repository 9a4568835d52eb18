import type { Logger } from 'pino';
import type { Alerting } from './alerts/alerting.ts';
import type { Address } from './config.ts';
import type { Keys } from './keys.ts';
import type { Speaking } from './speaking.ts';
import type { Store } from './store/store.ts';
import type { Tries } from './tries.ts';

/** All that a handler may reach beside what was asked. */
export interface Installation {
  store: Store;
  keys: Keys;
  address: Address;
  tries: Tries;
  speaking: Speaking;
  alerting: Alerting;
  log: Logger;
  now: () => Date;
  /** Aborted once the server is to stop: new work is refused, live connections end. */
  stopping: AbortSignal;
}
