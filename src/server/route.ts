import type { z } from '../contract/schema.ts';
import type { Role } from '../contract/pull.ts';
import type { Installation } from './installation.ts';
import type { Refusal } from './refusal.ts';
import type { Session } from './store/store.ts';

/**
 * Who may call: anybody, anybody who is signed in, or who has this role or one of these. Roles add up: a manager is a
 * practitioner, too. `nobody`: only who does not say who they are (A3).
 */
export type Who = 'nobody' | 'stranger' | Staff;
export type Staff = 'member' | Role | readonly Role[];

/** One call, as a handler sees it. The body fits the route's schema. */
export interface Asked<Body> {
  installation: Installation;
  body: Body;
  /** A part of the path that is an id: checked before the handler runs. */
  param(name: string): string;
  query: URLSearchParams;
  /** Names, for the audit trail, what this call made or was about, where the path does not say it. */
  about(id: string): void;
  /** The address of the caller: for counting wrong tries, and nothing else. */
  callerAddress: string;
  userAgent: string;
  /** Our cookie's value, whether or not it is worth anything. */
  cookie: string | null;
}

export interface AskedSignedIn<Body> extends Asked<Body> {
  session: Session;
}

/** One call of somebody who gives no name. There is nothing in it that could say who calls. */
export interface AskedWithoutName<Body> {
  installation: Installation;
  body: Body;
  /** Stands for the caller's network for one day: for counting, and nothing else. */
  addressKey: string;
}

/** What is answered with 200; the protocol marker is added. `cookie` is a whole Set-Cookie header. */
export interface Answer {
  answer: object;
  cookie?: string;
}

/** A file that is sent while it is made. */
export interface Streamed {
  response: Response;
  /** How much is in it, for the audit trail. */
  count: number;
}

export type Handler<Call> = (asked: Call) => Promise<Answer | Streamed | Refusal | Response>;

export type Route = RouteWithoutName | OpenRoute;

export interface RouteWithoutName {
  method: 'POST';
  path: string;
  who: 'nobody';
  body: { schema: z.ZodMiniType; maxBytes: number };
  handle: (asked: AskedWithoutName<never>) => Promise<Answer | Refusal>;
}

export interface OpenRoute {
  method: 'GET' | 'POST';
  path: string;
  who: Exclude<Who, 'nobody'>;
  /** Null for a GET. */
  body: { schema: z.ZodMiniType; maxBytes: number } | null;
  /** For exports, people and keys: only within minutes after whoever asks showed who they are. */
  asksAgain?: true;
  /** Given what its own schema read: no caller of the table knows more of the body's type. */
  handle: Handler<AskedSignedIn<never>>;
}

/** A call that says only that something is to be done sends `{}`. */
const SMALL_BODY_BYTES = 16_384;

export const get = (path: string, who: Staff, handle: Handler<AskedSignedIn<null>>): OpenRoute => ({
  method: 'GET',
  path,
  who,
  body: null,
  handle,
});

export const post = <Schema extends z.ZodMiniType>(
  path: string,
  who: Staff,
  schema: Schema,
  handle: Handler<AskedSignedIn<z.infer<Schema>>>,
  maxBytes = SMALL_BODY_BYTES,
): OpenRoute => ({ method: 'POST', path, who, body: { schema, maxBytes }, handle });

export const askedAgain = (route: OpenRoute): OpenRoute => ({ ...route, asksAgain: true });

/** Whether somebody with these roles may call what is for `who`. */
export const isFor = (who: Staff, roles: readonly Role[]): boolean =>
  who === 'member' || [who].flat().some((role) => roles.includes(role));

/** Whether it is work of the desk, which closes after its hours. A phone that keeps and sends moments stays open. */
export const isOfDesk = (who: Staff): boolean => who !== 'member' && who !== 'practitioner';

export const openGet = (path: string, handle: Handler<Asked<null>>): Route => ({
  method: 'GET',
  path,
  who: 'stranger',
  body: null,
  handle,
});

export const openPost = <Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
  handle: Handler<Asked<z.infer<Schema>>>,
): Route => ({
  method: 'POST',
  path,
  who: 'stranger',
  body: { schema, maxBytes: SMALL_BODY_BYTES },
  handle,
});

/** Sealed words of the longest kind, or 4,000 units written as JSON escapes them, and a proof. */
const SAID_BODY_BYTES = 65_536;

export const postWithoutName = <Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
  handle: (asked: AskedWithoutName<z.infer<Schema>>) => Promise<Answer | Refusal>,
): Route => ({
  method: 'POST',
  path,
  who: 'nobody',
  body: { schema, maxBytes: SAID_BODY_BYTES },
  handle,
});
