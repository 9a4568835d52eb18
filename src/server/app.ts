import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import { getConnInfo } from '@hono/node-server/conninfo';
import { PLAIN } from '../contract/addresses.ts';
import { id } from '../contract/schema.ts';
import { PROTOCOL } from '../contract/version.ts';
import { auditing } from './audit.ts';
import { callerAddress } from './caller-address.ts';
import { readCookie, sessionCookie } from './cookie.ts';
import { MISSING, documentAt, isForSpeakers, notBuilt, speakerPageAt } from './documents.ts';
import { isRefusal } from './endpoint/page.ts';
import type { Installation } from './installation.ts';
import { loggable } from './log.ts';
import { relyingPartyOf } from './passkeys.ts';
import { readBody } from './read-body.ts';
import { refusalResponse, refuse } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { isFor, isOfDesk } from './route.ts';
import type { Answer, Asked, OpenRoute } from './route.ts';
import { ROUTES } from './routes.ts';
import { wipeWordOf } from './secrets.ts';
import { securityHeaders } from './security-headers.ts';
import { contactOf, isDeskOpen, isFresh, whoAsks } from './session.ts';
import type { StaticFiles } from './static-files.ts';
import { StorageAway, StorageUnavailable } from './store/store.ts';
import type { Session } from './store/store.ts';
import { answerWithoutName } from './without-name.ts';

const WITHOUT_NAME = new Set(ROUTES.flatMap(({ who, path }) => (who === 'nobody' ? [path] : [])));

/** The whole server as web-standard requests and responses: every route of the table, and the built app. */
export const createApp = (installation: Installation, files: StaticFiles): Hono => {
  const { address, log, stopping } = installation;
  const app = new Hono();
  const headers = Object.entries(securityHeaders(address.isHttps));
  const forSpeakers = Object.entries(securityHeaders(address.isHttps, true));

  app.use(async (c, next) => {
    await next();
    // What a page without a name asks for counts as the page: an answer to it would be written down just as well (A1).
    const isWithoutName = isForSpeakers(c.req.path) || WITHOUT_NAME.has(c.req.path);
    const all = isWithoutName ? forSpeakers : headers;
    for (const [name, value] of all) c.res.headers.set(name, value);
    if (stopping.aborted) c.res.headers.set('Connection', 'close');
  });

  app.onError((error) => errorResponse(log, error));

  for (const route of ROUTES) {
    if (route.who === 'nobody') {
      app.on(route.method, route.path, (c) =>
        answerWithoutName(installation, route, c, callerOf(installation, c)),
      );
      continue;
    }
    app.on(route.method, route.path, async (c) => {
      const startedMs = performance.now();
      const response = await answerCall(installation, route, c).catch((error: unknown) =>
        errorResponse(log, error),
      );
      log.info({
        method: route.method,
        route: route.path,
        status: response.status,
        ms: Math.round(performance.now() - startedMs),
      });
      return response;
    });
  }

  app.get('*', async (c) => {
    if (c.req.path.startsWith('/v1/')) return refusalResponse(refuse('not_found'));
    if (stopping.aborted) return refusalResponse(refuse('server_stopping'));
    if (isForSpeakers(c.req.path)) return answerSpeaker(files, c);
    const file = files.get(c.req.path);
    if (file !== undefined) return file.answer(c.req.raw);
    const asking = await whoAsks(installation, readCookie(address, c.req.header('Cookie') ?? null));
    const name = documentAt(c.req.path, asking.is === 'signed-in' ? asking.session.roles : null);
    const document = files.get(`/${name ?? MISSING}`);
    return document?.answerAsDocument(c.req.raw, name === null ? 404 : 200) ?? notBuilt();
  });

  app.notFound(() => refusalResponse(refuse('not_found')));
  return app;
};

/** Whoever asks, signed in or not, gets the same, and the browser keeps nothing of it. */
const answerSpeaker = async (files: StaticFiles, c: Context): Promise<Response> => {
  const { path } = c.req;
  const name = path.startsWith(PLAIN) ? path : speakerPageAt(path);
  const file = name === null ? undefined : files.get(name);
  if (file !== undefined) return file.answerAsDocument(c.req.raw, 200);
  return (await files.get(`/${MISSING}`)?.answerAsDocument(c.req.raw, 404)) ?? notBuilt();
};

/** What nobody handled. The process goes on, and the caller learns only whether trying again may help. */
const errorResponse = (log: Logger, error: unknown): Response => {
  if (error instanceof StorageAway) {
    log.error(loggable(error), 'the database is away');
    return refusalResponse(refuse('storage_away'));
  }
  const isFull = error instanceof StorageUnavailable;
  log.error(loggable(error), isFull ? 'the storage takes nothing' : 'unexpected error');
  return refusalResponse(refuse(isFull ? 'storage_full' : 'unexpected'));
};

/** One call from the first check to the answer. Nothing of a stranger's body is read before they may call. */
const answerCall = async (
  installation: Installation,
  route: OpenRoute,
  c: Context,
): Promise<Response> => {
  const { address, stopping } = installation;
  if (stopping.aborted) return refusalResponse(refuse('server_stopping'));
  if (route.method !== 'GET' && !address.origins.includes(c.req.header('Origin') ?? '')) {
    return refusalResponse(refuse('foreign_origin'));
  }
  const cookie = readCookie(address, c.req.header('Cookie') ?? null);
  const admitted = await admit(installation, route, cookie);
  if (isRefusal(admitted)) return refusalResponse(admitted);

  const body = route.body === null ? null : await readBody(c.req.raw, route.body);
  if (body !== null && !body.ok) return refusalResponse(body.trouble);
  const params = c.req.param() as Record<string, string>;
  if (!Object.values(params).every((value) => id.safeParse(value).success)) {
    return refusalResponse(refuse('not_found'));
  }

  const value = body === null ? null : body.value;
  const audit = auditing(installation, route, admitted.session, { body: value, params });
  const asked: Asked<never> = {
    installation: audit.installation,
    about: audit.about,
    body: value as never,
    param: (name) => params[name]!,
    query: new URL(c.req.url).searchParams,
    callerAddress: callerOf(installation, c),
    userAgent: c.req.header('User-Agent') ?? '',
    cookie,
  };
  // A route that is open to strangers gets no session, and its handler's type knows of none.
  const outcome = await route.handle({ ...asked, session: admitted.session! });
  if (outcome instanceof Response) return outcome;
  if (isRefusal(outcome)) return refusalResponse(outcome);
  if ('response' in outcome) {
    await audit.returned(outcome).catch(async (error: unknown) => {
      await outcome.response.body?.cancel();
      throw error;
    });
    return outcome.response;
  }
  await audit.returned(outcome.answer);
  return answerResponse(outcome, admitted.cookie);
};

interface Admitted {
  session: Session | null;
  /** The same cookie again, once a day, so that a browser keeps it as long as the session lasts. */
  cookie: string | undefined;
}

/** Whether whoever holds `cookie` may call this route. Notes the contact. */
const admit = async (
  installation: Installation,
  { who, asksAgain }: OpenRoute,
  cookie: string | null,
): Promise<Admitted | Refusal> => {
  if (who === 'stranger') return { session: null, cookie: undefined };
  const { store, keys, log, address, now } = installation;
  const asking = await whoAsks(installation, cookie);
  if (asking.is === 'stranger') return refuse('sign_in_needed');
  const { session } = asking;
  const { organisationId, sessionId } = session;
  if (asking.is === 'lost') {
    if (session.wipedAt === null) {
      await store.write(organisationId, (transaction) =>
        transaction.markWiped(sessionId, now().toISOString()),
      );
    }
    return refuse('phone_lost', { wipe: wipeWordOf(sessionId, keys) });
  }
  if (!isFor(who, session.roles)) return refuse('not_allowed');
  if (isOfDesk(who) && !isDeskOpen(session, now())) return refuse('desk_closed');
  // Where there can be no passkeys, nobody could answer.
  const isToAsk = asksAgain && relyingPartyOf(address) !== null;
  if (isToAsk && !isFresh(session, now())) return refuse('ask_again');
  const contact = contactOf(session, now());
  if (contact !== null) {
    // Nobody waits for this: it joins the next commit, or a later contact is noted instead.
    store
      .write(organisationId, (transaction) => transaction.noteContact(sessionId, contact))
      .catch((error: unknown) => log.warn(loggable(error), 'a contact was not noted'));
  }
  return {
    session,
    cookie: contact?.expiresAt === undefined ? undefined : sessionCookie(address, cookie!),
  };
};

const answerResponse = ({ answer, cookie }: Answer, renewed: string | undefined): Response => {
  const toSet = cookie ?? renewed;
  return Response.json(
    { protocol: PROTOCOL, ...answer },
    {
      headers: {
        'Cache-Control': 'no-store',
        ...(toSet === undefined ? {} : { 'Set-Cookie': toSet }),
      },
    },
  );
};

const callerOf = ({ address }: Installation, c: Context): string =>
  callerAddress(socketAddressOf(c), c.req.header('X-Forwarded-For') ?? null, address.isHttps);

/** Without a socket, as in a test that calls the app directly, everybody has the same address. */
const socketAddressOf = (c: Context): string =>
  c.env?.incoming === undefined ? '' : (getConnInfo(c).remote.address ?? '');
