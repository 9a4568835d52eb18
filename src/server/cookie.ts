import type { Address } from './config.ts';
import { SESSION_MS } from './session.ts';

/**
 * `__Host-` binds the cookie to this very host over HTTPS. On http://localhost it is plain: WebKit refuses a Secure
 * cookie there.
 */
const nameOf = ({ isHttps }: Address): string => (isHttps ? '__Host-moments' : 'moments');

const attributesOf = ({ isHttps }: Address): string =>
  `Path=/; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;

export const sessionCookie = (address: Address, value: string): string =>
  `${nameOf(address)}=${value}; Max-Age=${SESSION_MS / 1000}; ${attributesOf(address)}`;

export const clearedCookie = (address: Address): string =>
  `${nameOf(address)}=; Max-Age=0; ${attributesOf(address)}`;

/** The value of our cookie among all that the browser sent, or null. */
export const readCookie = (address: Address, header: string | null): string | null => {
  const start = `${nameOf(address)}=`;
  const ours = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(start));
  return ours?.slice(start.length) ?? null;
};
