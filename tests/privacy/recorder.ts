// Stands between browsers and the server, as a proxy would, and writes down every request to the byte. What a worker
// sends comes by here as well as what a page does.
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '../support/free-port.ts';

export interface Recorded {
  method: string;
  path: string;
  /** By their names in small letters. */
  headers: Record<string, string>;
  body: string;
}

export interface Recorder {
  /** What people open. */
  url: string;
  /** Where the server has to listen. */
  serverPort: number;
  requests: Recorded[];
  close: () => void;
}

/** `letsKeep`: it takes away that a browser may keep nothing, as a proxy might that knows better. */
export const startRecorder = async ({ letsKeep = false } = {}): Promise<Recorder> => {
  const requests: Recorded[] = [];
  const serverPort = await freePort();
  const proxy = createServer((asked, answer) => {
    void passOn(asked, answer, { port: serverPort, letsKeep }).then((recorded) =>
      requests.push(recorded),
    );
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://localhost:${(proxy.address() as AddressInfo).port}`,
    serverPort,
    requests,
    close: () => {
      proxy.close();
      proxy.closeAllConnections();
    },
  };
};

const passOn = async (
  asked: IncomingMessage,
  answer: ServerResponse,
  { port, letsKeep }: { port: number; letsKeep: boolean },
): Promise<Recorded> => {
  const { method = 'GET', url: path = '/', headers } = asked;
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const onward = request({ host: '127.0.0.1', port, method, path, headers }, (came) => {
    const { 'cache-control': _, ...others } = came.headers;
    answer.writeHead(came.statusCode ?? 502, letsKeep ? others : came.headers);
    came.pipe(answer);
  });
  // The server stopped, or the browser went away.
  onward.once('error', () => answer.destroy());
  answer.once('close', () => onward.destroy());
  onward.end(body);
  const flat = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { method, path, headers: Object.fromEntries(flat), body: body.toString('utf8') };
};
