// A line between a phone and the server, as slow as a real one: what is on its way takes its time, and when a phone dies
// that never arrives.

import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';

export interface SlowLine {
  close: () => void;
}

/** Listens on `port` of 127.0.0.1 and passes on to `to`, each way `delayMs` later. */
export const openSlowLine = async (
  port: number,
  to: number,
  delayMs: number,
): Promise<SlowLine> => {
  const sockets = new Set<Socket>();
  const pass = (from: Socket, into: Socket): void => {
    sockets.add(from);
    from.on('data', (bytes) => setTimeout(() => into.writable && into.write(bytes), delayMs));
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      into.destroy();
    });
  };
  const line = createServer((phone) => {
    const server = connect(to, '127.0.0.1');
    pass(phone, server);
    pass(server, phone);
  });
  line.listen(port, '127.0.0.1');
  await once(line, 'listening');
  return {
    close: () => {
      line.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};
