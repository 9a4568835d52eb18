// Whoever receives webhooks: keeps what comes and answers what it is told to.

import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

interface Received {
  headers: Record<string, string>;
  body: string;
}

export interface WebhookReceiver {
  port: number;
  url: string;
  received: Received[];
  answer: { status: number; headers?: Record<string, string> } | 'nothing';
  close(): Promise<void>;
}

export const startWebhookReceiver = async (): Promise<WebhookReceiver> => {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      here.received.push({ headers: request.headers as Record<string, string>, body });
      if (here.answer === 'nothing') return;
      response.writeHead(here.answer.status, here.answer.headers).end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const here: WebhookReceiver = {
    port,
    url: `http://127.0.0.1:${port}/hook`,
    received: [],
    answer: { status: 200 },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return here;
};

/** What was sent, once its signature was checked by the library that a receiver would use, at the time it names. */
export const verified = ({ headers, body }: Received, secret: string): unknown => {
  const real = Date.now;
  Date.now = () => Number(headers['webhook-timestamp']) * 1000;
  try {
    return new Webhook(secret).verify(body, headers);
  } finally {
    Date.now = real;
  }
};
