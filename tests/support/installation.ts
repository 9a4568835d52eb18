// The whole server without a socket: the real app on a real database of its own, with a clock that a test moves. Its answers are those that a phone gets.

import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { Hono } from 'hono';
import type { Role } from '../../src/contract/pull.ts';
import type { RefusalAnswer } from '../../src/contract/refusal.ts';
import { type Alerting, openAlerting } from '../../src/server/alerts/alerting.ts';
import { readAllowed } from '../../src/server/alerts/public-address.ts';
import { createApp } from '../../src/server/app.ts';
import { type Address, addressOf } from '../../src/server/config.ts';
import type { Installation } from '../../src/server/installation.ts';
import { openKeys } from '../../src/server/keys.ts';
import { hashOf, newSecret } from '../../src/server/secrets.ts';
import { found, newSetUpLink } from '../../src/server/set-up.ts';
import { openSpeaking } from '../../src/server/speaking.ts';
import { loadStaticFiles } from '../../src/server/static-files.ts';
import type { SqliteConnection } from '../../src/server/store/sqlite-connection.ts';
import type { SqliteStore } from '../../src/server/store/sqlite.ts';
import type { Store, StoreOptions } from '../../src/server/store/store.ts';
import { Tries } from '../../src/server/tries.ts';
import { newPlace, type Place } from './place.ts';
import { type Answered, answered, type Sending, temporaryFolder } from './server.ts';

export const NOON = '2026-11-23T12:00:00.000Z';

/** Whoever calls comes through a proxy on the same machine: over HTTPS it is believed whom it names. */
const THROUGH_A_PROXY = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };

/** What work is where nothing is to be tried that works by its weight. */
const EASY = {
  work: { passes: 1, steps: { from: 1, to: 5 } },
  slowness: { memoryKib: 8, passes: 1 },
  stepMs: 5,
};

/** A device of a person, without the detour by an invitation. */
export interface Device {
  organisationId: string;
  personId: string;
  sessionId: string;
  cookie: string;
}

/** An organisation with one programme and somebody of each role. */
export interface Organisation {
  organisationId: string;
  programmeId: string;
  administrator: Device;
  manager: Device;
  practitioner: Device;
  /** Looks after what says that someone may be at risk; no manager. */
  lead: Device;
  board: Device;
}

export interface TestInstallation extends Pick<Place, 'rows' | 'holds' | 'folder'> {
  installation: Installation;
  store: Store;
  /** What writes, where the engine is SQLite. */
  readonly sqlite: SqliteConnection;
  app: Hono;
  address: Address;
  /** Milliseconds; a test moves it. */
  clock: { now: number };
  stopping: AbortController;
  /** All that was logged. */
  log(): string;
  call<Body = RefusalAnswer>(path: string, sending?: Sending): Promise<Answered<Body>>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  organisation(name?: string): Promise<Organisation>;
  person(organisationId: string, name: string, roles: readonly Role[]): Promise<Device>;
  device(organisationId: string, personId: string): Promise<Device>;
  setUpLink(): Promise<string | null>;
  close(): Promise<void>;
}

export const openInstallation = async ({
  publicUrl = null,
  appDir,
  folder = temporaryFolder(),
  alerting,
  ...options
}: {
  publicUrl?: string | null;
  appDir?: string;
  /** Of an installation that was closed, to go on with what it kept. */
  folder?: string;
  /** What alerts are delivered with; without, no email, and webhooks to public addresses. */
  alerting?: Partial<Alerting>;
} & StoreOptions = {}): Promise<TestInstallation> => {
  const place = await newPlace(folder);
  const store = await place.open(options);
  const clock = { now: Date.parse(NOON) };
  const stopping = new AbortController();
  let logged = '';
  const keys = openKeys(`${folder}/keys.json`);
  const address = addressOf(publicUrl, 8787);
  const installation: Installation = {
    store,
    keys,
    speaking: openSpeaking(keys, `${folder}/keys.json`, EASY),
    alerting: {
      ...openAlerting({ mail: null, webhookAllow: readAllowed('')! }, address),
      ...alerting,
    },
    address,
    tries: new Tries(),
    log: pino({}, { write: (line: string) => void (logged += line) }),
    now: () => new Date(clock.now),
    stopping: stopping.signal,
  };
  const app = createApp(installation, await loadStaticFiles(appDir ?? `${folder}/no-app`));
  const now = (): string => new Date(clock.now).toISOString();

  const device = async (organisationId: string, personId: string): Promise<Device> => {
    const sessionId = randomUUID();
    const secret = newSecret();
    await store.write(organisationId, (transaction) =>
      transaction.addSession({
        sessionId,
        personId,
        secretHash: hashOf(secret),
        device: 'Firefox on Android',
        signedInAt: now(),
        expiresAt: new Date(clock.now + 400 * 24 * 3600 * 1000).toISOString(),
      }),
    );
    const name = address.isHttps ? '__Host-moments' : 'moments';
    const cookie = `${name}=${organisationId}.${sessionId}.${secret}`;
    return { organisationId, personId, sessionId, cookie };
  };

  const person = async (
    organisationId: string,
    name: string,
    roles: readonly Role[],
  ): Promise<Device> => {
    const personId = randomUUID();
    await store.write(organisationId, (transaction) =>
      transaction.addPerson({ personId, name, roles, createdAt: now() }),
    );
    return device(organisationId, personId);
  };

  return {
    store,
    get sqlite() {
      return (store as SqliteStore).writer;
    },
    installation,
    folder,
    rows: place.rows,
    holds: place.holds,
    app,
    address,
    clock,
    stopping,
    log: () => logged,
    device,
    person,
    async call(path, { cookie, method, body, headers } = {}) {
      const response = await app.request(
        `${address.publicUrl}${path}`,
        {
          method: method ?? (body === undefined ? 'GET' : 'POST'),
          headers: {
            ...(body === undefined
              ? {}
              : { 'Content-Type': 'application/json', Origin: address.publicUrl }),
            ...(cookie ? { Cookie: cookie } : {}),
            ...headers,
          },
          ...(body === undefined
            ? {}
            : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        },
        THROUGH_A_PROXY,
      );
      return answered(response);
    },
    get: async (path, headers = {}) => app.request(`${address.publicUrl}${path}`, { headers }),
    async organisation(name = 'Riverside') {
      const organisationId = randomUUID();
      const { personId, programmeId } = await store.write(organisationId, (transaction) =>
        found(
          transaction,
          { organisation: name, person: `Ada of ${name}`, programme: `Drop-in of ${name}` },
          now(),
        ),
      );
      return {
        organisationId,
        programmeId,
        administrator: await device(organisationId, personId),
        manager: await person(organisationId, `Mona of ${name}`, ['practitioner', 'manager']),
        practitioner: await person(organisationId, `Pat of ${name}`, ['practitioner']),
        lead: await person(organisationId, `Lena of ${name}`, ['practitioner', 'lead']),
        board: await person(organisationId, `Bo of ${name}`, ['board']),
      };
    },
    setUpLink: () => newSetUpLink(installation),
    async close() {
      stopping.abort();
      await store.close();
    },
  };
};
