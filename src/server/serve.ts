import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

/** Longer than that: whoever is still sending is cut off, so that the server ends within ten seconds. */
const FINISH_WITHIN_MS = 8000;

type Fetch = (request: Request, env: object) => Response | Promise<Response>;

export interface Listening {
  port: number;
  /** From now on `fetch` answers what comes in, and what came in before and was not answered yet. */
  answerWith(fetch: Fetch): void;
  /** Takes no more connections and resolves when all answers that were begun are sent. */
  finish(): Promise<void>;
}

/**
 * Listens before there is an app: with PORT=0 the app's own address is known only then.
 *
 * @throws the error of `listen`, with EADDRINUSE and the like as `code`.
 */
export const listen = async (host: string, port: number): Promise<Listening> => {
  let answerFirst: (fetch: Fetch) => void = () => {};
  let app = new Promise<Fetch>((resolve) => (answerFirst = resolve));
  const server = createAdaptorServer({
    fetch: async (request, env) => (await app)(request, env),
  }) as Server;
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    answerWith(fetch) {
      answerFirst(fetch);
      app = Promise.resolve(fetch);
    },
    async finish() {
      server.on('request', (_request, response) =>
        response.once('close', () => server.closeIdleConnections()),
      );
      const closed = once(server, 'close');
      server.close();
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      const cutOff = setTimeout(() => server.closeAllConnections(), FINISH_WITHIN_MS);
      await closed;
      clearInterval(sweep);
      clearTimeout(cutOff);
    },
  };
};
