// The real built server with one programme that people may speak to, as a manager sets it up.
import { request } from 'node:http';
import type { HandOver } from '../../src/contract/say.ts';
import {
  type Answered,
  answered,
  call,
  firstProgramme,
  pull,
  type Sending,
  setUp,
  type SignedInDevice,
  startServer,
  type TestServer,
} from '../support/server.ts';

import { openVoice } from '../support/without-name.ts';
import type { Recorder } from './recorder.ts';

export interface OpenHouse {
  server: TestServer;
  manager: SignedInDevice;
  programmeId: string;
  /** Of the programme's link. */
  secret: string;
  /** What a phone needs to be handed over. */
  handOver: HandOver;
  /** What the manager asks. @throws Error with the answer, where the server refuses. */
  manage: <Body>(path: string, body?: unknown) => Promise<Body>;
}

/** `behind`: what stands between, whose address people open. */
export const openHouse = async (
  behind?: Pick<Recorder, 'url' | 'serverPort'>,
): Promise<OpenHouse> => {
  const server = await startServer(
    behind && { port: behind.serverPort, env: { PUBLIC_URL: behind.url } },
  );
  const { url } = server;
  const manager = await setUp(url, server.setUpLink);
  const programmeId = await firstProgramme(url, manager);
  const manage = async <Body>(path: string, body?: unknown): Promise<Body> => {
    const asked = body === undefined ? {} : { body };
    const answer = await call<Body>(url, path, { cookie: manager.cookie, ...asked });
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const link = await openVoice(url, manager);
  const { handOver } = (await pull(url, manager)).body;
  return {
    server,
    manager,
    programmeId,
    secret: new URL(link).hash.slice(1),
    handOver: handOver![0]!,
    manage,
  };
};

/** An answer, as it came. */
export interface Heard<Body> extends Answered<Body> {
  text: string;
  /** From the first byte out to the last byte in. */
  ms: number;
}

type Ask = <Body>(path: string, sending?: Sending) => Promise<Heard<Body>>;

/**
 * Asks as somebody without a name, from one of this machine's own addresses (any of 127.0.0.0/8 on Linux; elsewhere there
 * is only one).
 */
export const askFrom =
  ({ server }: OpenHouse, localAddress: string, always: Record<string, string> = {}): Ask =>
  <Body>(path: string, { body, headers }: Sending = {}) =>
    new Promise<Heard<Body>>((resolve, reject) => {
      const sent = typeof body === 'string' ? body : JSON.stringify(body);
      let startedAt = 0;
      const asking = request(new URL(path, server.url), {
        method: 'POST',
        // A socket of its own, as from a browser of its own.
        agent: false,
        ...(process.platform === 'linux' ? { localAddress, family: 4 } : {}),
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(sent),
          Origin: new URL(server.url).origin,
          ...always,
          ...headers,
        },
      });
      asking.once('error', reject);
      asking.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const ms = performance.now() - startedAt;
          const text = Buffer.concat(chunks).toString('utf8');
          const status = response.statusCode ?? 0;
          void answered<Body>(new Response(text, { status })).then(
            (answer) => resolve({ ...answer, text, ms }),
            reject,
          );
        });
      });
      asking.once('socket', (socket) => {
        const send = (): void => {
          startedAt = performance.now();
          asking.end(sent);
        };
        if (socket.connecting) socket.once('connect', send);
        else send();
      });
    });
