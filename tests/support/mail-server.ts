// A mail server that keeps what it is sent, and refuses when it is told to.

import { SMTPServer } from 'smtp-server';
import { openMail, readMailSettings, type Mail } from '../../src/server/alerts/mail.ts';

interface Received {
  to: string;
  /** As it came: headers and text. */
  raw: string;
  /** The text, decoded. */
  text: string;
  id: string;
}

export interface MailServer {
  received: Received[];
  url: string;
  mail: Mail;
  /** What it answers: null takes the letter. */
  refuse: { at: 'RCPT' | 'DATA'; code: number } | null;
  /** Takes a letter and never says so. */
  isSilent: boolean;
  /** How many letters were begun. */
  begun: number;
  close(): Promise<void>;
}

export const startMailServer = async (patienceMs?: number): Promise<MailServer> => {
  const refusal = (code: number): Error => Object.assign(new Error('no'), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    onRcptTo(_address, _session, done) {
      done(here.refuse?.at === 'RCPT' ? refusal(here.refuse.code) : null);
    },
    onData(stream, session, done) {
      here.begun += 1;
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (here.isSilent) return;
        if (here.refuse?.at === 'DATA') {
          done(refusal(here.refuse.code));
          return;
        }
        const raw = Buffer.concat(chunks).toString();
        here.received.push({
          to: session.envelope.rcptTo[0]!.address,
          raw,
          text: textOf(raw),
          id: /^Message-ID: <(.+)>\r$/im.exec(raw)?.[1] ?? '',
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  const url = `smtp://127.0.0.1:${port}?from=moments@example.org`;
  const settings = readMailSettings(url);
  if (!settings.ok) throw new Error(settings.trouble);
  const here: MailServer = {
    received: [],
    url,
    mail: openMail(settings.value, 'moments.example.org', patienceMs),
    refuse: null,
    isSilent: false,
    begun: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Those that nobody ends.
        for (const connection of server.connections) connection.close();
      }),
  };
  return here;
};

const textOf = (raw: string): string => {
  const [head, ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/^Content-Transfer-Encoding: base64/im.test(head!)) {
    return Buffer.from(body, 'base64').toString();
  }
  if (!/^Content-Transfer-Encoding: quoted-printable/im.test(head!)) return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
};
