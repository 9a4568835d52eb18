// A real server as its own process, and what a test says to it over HTTP. Nothing here sleeps: a server is ready when
// it says so, and gone when its process ended.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InvitationMade } from '../../src/contract/desk.ts';
import type { Change, Identity, PullAnswer } from '../../src/contract/pull.ts';
import type { Operation, PushAnswer } from '../../src/contract/push.ts';
import type { RefusalAnswer } from '../../src/contract/refusal.ts';
import type { SignedIn } from '../../src/contract/sign-in.ts';
import { PROTOCOL } from '../../src/contract/version.ts';

const MAIN = fileURLToPath(new URL('../../dist-server/main.js', import.meta.url));
const READY = 'Stop it with Ctrl+C.';
/** As start.mjs starts it. */
const NODE_OPTIONS = '--disable-warning=ExperimentalWarning --max-semi-space-size=2';

const folders = new Set<string>();
const children = new Set<ChildProcess>();
const clearAway = (): void => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
};
// A test's worker is ended from outside and hears of no exit; a script, like a benchmark, has no hooks.
if (process.env['VITEST'] === undefined) process.once('exit', clearAway);
else (await import('vitest')).afterAll(clearAway);

/** A folder of its own, gone when the tests of the file are done. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'moments-test-'));
  folders.add(folder);
  return folder;
};

export interface ServerOptions {
  dataDir?: string;
  appDir?: string;
  /** 0, any free one, unless said. */
  port?: number;
  env?: NodeJS.ProcessEnv;
  /** What to run Node by, for a test that takes something away from it: `['sh', '-c', '… exec "$@"', 'sh']`. */
  through?: readonly string[];
}

export interface TestServer {
  /** Where it is open, as it says itself: `http://localhost:PORT`. */
  readonly url: string;
  readonly dataDir: string;
  /** The one-time link that it printed; null once somebody has an account. */
  readonly setUpLink: string | null;
  readonly pid: number;
  /** All that it wrote so far, stdout and stderr. */
  output(): string;
  /** Asks it to stop and resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Ends it with -9, also while it starts again. */
  kill(): Promise<void>;
  /**
   * Starts it again on the same data and port, stopping it first when it still runs; `env` as its environment besides.
   * Rejects when it ends before.
   */
  restart(env?: NodeJS.ProcessEnv): Promise<void>;
}

/** Starts a server and resolves once it listens. Rejects with its output when it ends before. */
export const startServer = async (options: ServerOptions = {}): Promise<TestServer> => {
  const dataDir = options.dataDir ?? temporaryFolder();
  let child: ChildProcess;
  const begun = (process: ChildProcess): void => void (child = process);
  let running = await launch({ ...options, dataDir }, begun);
  const port = Number(new URL(running.url).port);
  return {
    url: running.url,
    dataDir,
    get setUpLink() {
      return running.setUpLink;
    },
    get pid() {
      return child.pid!;
    },
    output: () => running.output(),
    stop: () => end(child, 'SIGTERM'),
    kill: async () => {
      await end(child, 'SIGKILL');
    },
    restart: async (env) => {
      await end(child, 'SIGTERM');
      running = await launch({ ...options, dataDir, port, env: { ...options.env, ...env } }, begun);
    },
  };
};

/** The environment of a server whose clock is that far ahead of this machine's. */
export const clockAhead = (ms: number): NodeJS.ProcessEnv => {
  const ahead = `const Now = Date;
    globalThis.Date = class extends Now {
      constructor(...at) { if (at.length === 0) super(Now.now() + ${ms}); else super(...at); }
      static now() { return Now.now() + ${ms}; }
    };`;
  const module = `data:text/javascript,${encodeURIComponent(ahead)}`;
  return { NODE_OPTIONS: `${NODE_OPTIONS} --import=${module}` };
};

/** Runs a server that is expected not to start; resolves with its exit code and what it wrote. */
export const startInVain = async (
  options: ServerOptions = {},
): Promise<{ code: number | null; stderr: string; stdout: string }> => {
  const child = run({ ...options, dataDir: options.dataDir ?? temporaryFolder() });
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (text: string) => (said.stdout += text));
  child.stderr?.on('data', (text: string) => (said.stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
};

const run = ({ dataDir, appDir, port, env, through }: ServerOptions): ChildProcess => {
  const command = [...(through ?? []), process.execPath, MAIN];
  const { PUBLIC_URL: _, DATABASE_URL: _database, ...inherited } = process.env;
  const child = spawn(command[0]!, command.slice(1), {
    env: {
      ...inherited,
      PORT: String(port ?? 0),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      ...(appDir === undefined ? {} : { APP_DIR: appDir }),
      NODE_OPTIONS,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.setEncoding('utf8');
  child.stderr?.setEncoding('utf8');
  return child;
};

interface Running {
  url: string;
  setUpLink: string | null;
  output(): string;
}

const launch = (options: ServerOptions, begun: (child: ChildProcess) => void): Promise<Running> =>
  new Promise((resolve, reject) => {
    const child = run(options);
    begun(child);
    children.add(child);
    let output = '';
    const hear = (text: string): void => {
      output += text;
      if (!output.includes(READY)) return;
      const url = /Moments is open at (\S+)/.exec(output)![1]!;
      const setUpLink = /(\S+\/welcome#\S+)/.exec(output)?.[1] ?? null;
      resolve({ url, setUpLink, output: () => output });
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', (code) => {
      children.delete(child);
      reject(new Error(`The server ended with ${code} before it was ready:\n${output}`));
    });
  });

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const closed = once(child, 'close') as Promise<[number | null]>;
  child.kill(signal);
  return (await closed)[0];
};

/** An answer of the endpoint with all that a test looks at. */
export interface Answered<Body> {
  status: number;
  headers: Headers;
  body: Body;
  /** What the browser would send from now on, as a Cookie header; null when no cookie came. */
  cookie: string | null;
}

export interface Sending {
  cookie?: string | null;
  method?: 'GET' | 'POST';
  body?: unknown;
  headers?: Record<string, string>;
}

/** Calls the endpoint as a page of the app would: with the Origin and, where there is a body, as JSON. */
export const call = async <Body = RefusalAnswer>(
  url: string,
  path: string,
  { cookie, method, body, headers }: Sending = {},
): Promise<Answered<Body>> => {
  const response = await fetch(new URL(path, url), {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(body === undefined
        ? {}
        : { 'Content-Type': 'application/json', Origin: new URL(url).origin }),
      ...(cookie ? { Cookie: cookie } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return answered(response);
};

export const answered = async <Body = RefusalAnswer>(
  response: Response,
): Promise<Answered<Body>> => ({
  status: response.status,
  headers: response.headers,
  body: (await response.json()) as Body,
  cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? null,
});

/** One person on one device. */
export interface SignedInDevice {
  cookie: string;
  identity: Identity;
  sessionId: string;
  wipe: string;
}

const asDevice = ({ status, body, cookie }: Answered<SignedIn>): SignedInDevice => {
  if (status !== 200 || cookie === null) throw new Error(`not signed in: ${JSON.stringify(body)}`);
  const { identity, sessionId, wipe } = body;
  return { cookie, identity, sessionId, wipe };
};

const tokenOf = (link: string): string => new URL(link).hash.slice(1);

/** Makes the organisation with the link that the server printed. */
export const setUp = async (
  url: string,
  link: string | null,
  names: { organisation?: string; person?: string; programme?: string } = {},
): Promise<SignedInDevice> =>
  asDevice(
    await call<SignedIn>(url, '/v1/sign-in/first', {
      body: {
        token: tokenOf(link!),
        organisation: 'Riverside',
        person: 'Mona Manager',
        programme: 'Drop-in',
        ...names,
      },
    }),
  );

/** A manager invites somebody. */
export const invite = async (
  url: string,
  manager: { cookie: string },
  { name = 'Pat Practitioner', role = 'practitioner' }: { name?: string; role?: string } = {},
): Promise<InvitationMade> => {
  const { status, body } = await call<InvitationMade>(url, '/v1/desk/invitations', {
    cookie: manager.cookie,
    body: { name, role },
  });
  if (status !== 200) throw new Error(`not invited: ${JSON.stringify(body)}`);
  return body;
};

/** Opens an invitation on a new device. */
export const signIn = async (
  url: string,
  by: { link: string } | { code: string },
  headers: Record<string, string> = {},
): Promise<SignedInDevice> =>
  asDevice(
    await call<SignedIn>(url, '/v1/sign-in/accept', {
      body: 'link' in by ? { token: tokenOf(by.link) } : { code: by.code },
      headers,
    }),
  );

export const push = (
  url: string,
  device: SignedInDevice,
  operations: readonly Operation[],
  pending: { count: number; since: string | null } = { count: operations.length, since: null },
): Promise<Answered<PushAnswer>> =>
  call(url, '/v1/push', {
    cookie: device.cookie,
    body: { protocol: PROTOCOL, sender: device.identity.personId, pending, operations },
  });

export const pull = (
  url: string,
  device: { cookie: string },
  query = '',
): Promise<Answered<PullAnswer>> => call(url, `/v1/pull${query}`, { cookie: device.cookie });

/** All of a person's moments, by pulling page after page. */
export const pullAll = async (url: string, device: { cookie: string }): Promise<Change[]> => {
  const seen: Change[] = [];
  for (let cursor = ''; ;) {
    const { body } = await pull(url, device, `?limit=500${cursor}`);
    seen.push(...body.changes);
    if (!body.more) return seen;
    cursor = `&cursor=${body.cursor}`;
  }
};

/** The first programme that a person may choose. */
export const firstProgramme = async (url: string, device: { cookie: string }): Promise<string> =>
  (await pull(url, device)).body.programmes[0]!.programmeId;
