import type { BlockList } from 'node:net';
import { join, resolve } from 'node:path';
import { success, trouble } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import { readMailSettings } from './alerts/mail.ts';
import type { MailSettings } from './alerts/mail.ts';
import { readAllowed } from './alerts/public-address.ts';

export interface Config {
  /** 0 means any that is free. */
  port: number;
  host: string;
  dataDir: string;
  /** The file of keys; beside it stand the keys that phones seal to. */
  keysPath: string;
  /** PostgreSQL's address, with a password in it; null means SQLite in `dataDir`. */
  databaseUrl: string | null;
  appDir: string;
  /** The origin under which people open Moments, without a slash at the end; null means http://localhost:PORT. */
  publicUrl: string | null;
  /** Null: no email is sent. */
  mail: MailSettings | null;
  /** Inner addresses that webhooks may be sent to. */
  webhookAllow: BlockList;
}

/** Reads the settings. What cannot be used is said in one line that tells what to do. */
export const readConfig = (env: NodeJS.ProcessEnv): Result<Config, string> => {
  const port = portOf(env['PORT'] || '8787');
  if (port === null) {
    return trouble(`PORT is "${env['PORT']}", but must be a number from 0 to 65535.`);
  }
  const publicUrl = env['PUBLIC_URL'] ? originOf(env['PUBLIC_URL']) : null;
  if (env['PUBLIC_URL'] && publicUrl === null) {
    return trouble(
      `PUBLIC_URL is "${env['PUBLIC_URL']}", but must be an address like https://moments.example.org, without a path.`,
    );
  }
  const mail = env['SMTP_URL'] ? readMailSettings(env['SMTP_URL']) : null;
  if (mail?.ok === false) return trouble(MAIL_TROUBLE[mail.trouble]);
  const webhookAllow = readAllowed(env['WEBHOOK_ALLOW'] ?? '');
  if (webhookAllow === null) {
    return trouble(
      `WEBHOOK_ALLOW is "${env['WEBHOOK_ALLOW']}", but must be addresses with commas between, like 10.0.0.5,10.1.0.0/16.`,
    );
  }
  const dataDir = resolve(env['DATA_DIR'] || 'data');
  return success({
    port,
    host: env['HOST'] || '127.0.0.1',
    dataDir,
    keysPath: resolve(env['MOMENTS_KEYS'] || join(dataDir, 'keys.json')),
    databaseUrl: env['DATABASE_URL'] || null,
    appDir: resolve(env['APP_DIR'] || 'dist'),
    publicUrl,
    mail: mail === null ? null : mail.value,
    webhookAllow,
  });
};

/** Without what was given: there may be a password in it. */
const MAIL_TROUBLE = {
  url: 'SMTP_URL cannot be read: it is like smtps://user:password@mail.example.org?from=moments@example.org, with %40 for an @ in the user or password, %23 for # and so on.',
  from: 'SMTP_URL names no sender: add ?from=moments@example.org at its end.',
} as const;

const portOf = (text: string): number | null => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : null;
};

const originOf = (text: string): string | null => {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  const isOnlyOrigin =
    url.pathname === '/' && url.search + url.hash + url.username + url.password === '';
  return isOnlyOrigin ? url.origin : null;
};

/** Where this installation is reached, once it listens on `port`. */
export interface Address {
  /** What links begin with. */
  publicUrl: string;
  /** What a browser may send as Origin with a request that changes something. */
  origins: readonly string[];
  isHttps: boolean;
}

export const addressOf = (publicUrl: string | null, port: number): Address => {
  const own = publicUrl ?? `http://localhost:${port}`;
  return {
    publicUrl: own,
    origins: publicUrl === null ? [own, `http://127.0.0.1:${port}`] : [own],
    isHttps: own.startsWith('https:'),
  };
};
