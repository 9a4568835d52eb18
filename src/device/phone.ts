import type { Identity } from '../contract/pull.ts';
import type { OutboxDatabase } from './database.ts';
import type { KnownDatabase } from './inbox.ts';
import type { Means } from './outbox.ts';

/** What a signed-in screen works with: this phone, and the person who is signed in on it. */
export interface Phone {
  identity: Identity;
  outbox: OutboxDatabase;
  known: KnownDatabase;
  /** The moment of asking and a source of ids. */
  means: () => Means;
  /** Tries to send at once. */
  sendNow: () => void;
}
