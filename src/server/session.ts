import type { DeskSession } from '../contract/desk.ts';
import { id } from '../contract/schema.ts';
import type { Installation } from './installation.ts';
import { isSecretOf } from './secrets.ts';
import type { Contact, Session, SessionState } from './store/store.ts';

/** A session that is not used for so long ends by itself. Browsers keep no cookie longer. */
export const SESSION_MS = 400 * 24 * 3600 * 1000;
/** So long a desk stays open after whoever uses it showed who they are. What a phone keeps and sends goes on. */
const DESK_MS = 12 * 3600 * 1000;
/** And so long they are not asked again for exports, people and keys. */
const FRESH_MS = 10 * 60 * 1000;
const EXTEND_AT_MOST_EVERY_MS = 24 * 3600 * 1000;
const NOTE_CONTACT_AT_MOST_EVERY_MS = 60 * 1000;

/** What became of a session, the graver first: a phone that is lost stays lost, ended or not. */
export const stateOf = (session: SessionState, now: Date): DeskSession['state'] => {
  if (session.wipedAt !== null) return 'wiped';
  if (session.lostAt !== null) return 'lost';
  if (session.endedAt !== null) return 'ended';
  return session.expiresAt <= now.toISOString() ? 'expired' : 'active';
};

export type Asking =
  | { is: 'stranger' }
  | { is: 'signed-in'; session: Session }
  /** A manager marked this phone as lost. */
  | { is: 'lost'; session: Session };

/** The session that a cookie was made for, whatever became of it since. */
export const sessionOf = async (
  store: Installation['store'],
  cookie: string | null,
): Promise<Session | null> => {
  const [organisationId, sessionId, secret] = (cookie ?? '').split('.');
  if (!id.safeParse(organisationId).success || !id.safeParse(sessionId).success || !secret) {
    return null;
  }
  const session = await store.of(organisationId!).session(sessionId!);
  return session !== null && isSecretOf(session.secretHash, secret) ? session : null;
};

/** Who asks, by the cookie alone. */
export const whoAsks = async (
  { store, now }: Pick<Installation, 'store' | 'now'>,
  cookie: string | null,
): Promise<Asking> => {
  const session = await sessionOf(store, cookie);
  if (session === null) return { is: 'stranger' };
  const state = stateOf(session, now());
  if (state === 'lost' || state === 'wiped') return { is: 'lost', session };
  return state === 'active' ? { is: 'signed-in', session } : { is: 'stranger' };
};

/**
 * What to note of a session that was just used, or null when the last note still does: its contact once a minute,
 * a later end once a day.
 */
export const contactOf = (session: SessionState, now: Date): Contact | null => {
  const mayEndAt = now.getTime() + SESSION_MS;
  const isToExtend = mayEndAt - Date.parse(session.expiresAt) >= EXTEND_AT_MOST_EVERY_MS;
  const sinceContactMs = now.getTime() - Date.parse(session.lastContactAt);
  if (!isToExtend && sinceContactMs < NOTE_CONTACT_AT_MOST_EVERY_MS) return null;
  return {
    at: now.toISOString(),
    ...(isToExtend ? { expiresAt: new Date(mayEndAt).toISOString() } : {}),
  };
};

/**
 * Whether the desk may be used under this session. Nobody is locked out by having no passkey yet: they are asked to make
 * one, and from then on the desk closes after its hours.
 */
export const isDeskOpen = (session: Session, now: Date): boolean =>
  !session.hasPasskey || isProvedWithin(session, DESK_MS, now);

/** Whether whoever asks showed who they are just now. */
export const isFresh = (session: Session, now: Date): boolean =>
  isProvedWithin(session, FRESH_MS, now);

const isProvedWithin = ({ provedAt }: Session, ms: number, now: Date): boolean =>
  provedAt !== null && now.getTime() - Date.parse(provedAt) < ms;
