import { createTransport } from 'nodemailer';
import { success, trouble } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';
import { DELIVERED, never, notYet } from './attempt.ts';
import type { Attempt } from './attempt.ts';

const CONNECT_MS = 10_000;
const SILENT_MS = 20_000;
const PATIENCE_MS = 45_000;

export interface Letter {
  /** The same for every try: whoever receives it twice knows it again. */
  id: string;
  to: string;
  subject: string;
  text: string;
}

export interface Mail {
  send(letter: Letter): Promise<Attempt>;
}

export interface MailSettings {
  /** For nodemailer, without the sender. */
  url: string;
  from: string;
}

/**
 * Reads `smtps://user:password@mail.example.org:465?from=moments@example.org`. Without `from` the user is the sender, where
 * that is an address.
 */
export const readMailSettings = (text: string): Result<MailSettings, 'url' | 'from'> => {
  const url = URL.parse(text);
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    return trouble('url');
  }
  const from = url.searchParams.get('from') ?? decoded(url.username);
  url.searchParams.delete('from');
  if (!/^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+$/.test(from)) return trouble('from');
  return success({ url: url.href, from });
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
};

/** @param host Of the installation's own address: what the ids of letters end with. */
export const openMail = (
  { url, from }: MailSettings,
  host: string,
  patienceMs = PATIENCE_MS,
): Mail => {
  const transport = createTransport({
    url,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, to, subject, text }) {
      try {
        await transport.sendMail({
          from: { name: 'Moments', address: from },
          // Not parsed as a list: one address is one person.
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          signal: AbortSignal.timeout(patienceMs),
        });
        return DELIVERED;
      } catch (error) {
        return mailTrouble(error);
      }
    },
  };
};

interface MailError {
  code?: string;
  command?: string;
  responseCode?: number;
}

const mailTrouble = (error: unknown): Attempt => {
  const { code, command, responseCode = 0 } = error as MailError;
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2') return notYet('mail_sign_in');
  // Of this address alone: another sender or server would not help.
  if (command === 'RCPT TO' && responseCode >= 500) return never('mail_refused');
  return notYet(responseCode >= 400 ? 'mail_said_no' : 'mail_away');
};
