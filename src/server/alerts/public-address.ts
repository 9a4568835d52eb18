// Where a webhook may be sent: to addresses that anybody may reach, and to those that whoever runs the server allows.
//
// A name is looked up once. What is connected to is exactly the addresses that were checked: a name that leads elsewhere
// a moment later gains nothing by it.

import { lookup as lookUp } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { success, trouble } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';

export interface HostAddress {
  address: string;
  family: number;
}

/** Looks a name up: every address it has. */
export type LookUp = (host: string) => Promise<HostAddress[]>;

export const lookUpAll: LookUp = (host) => lookUp(host, { all: true });

/** Addresses that are allowed although they are not public: `10.0.0.5`, `10.1.0.0/16`, `fd00::/8`, with commas between. */
export const readAllowed = (text: string): BlockList | null => {
  const allowed = new BlockList();
  for (const part of text.split(',').map((each) => each.trim())) {
    if (part === '') continue;
    const [address, length, ...more] = part.split('/');
    const family = isIP(address!);
    if (family === 0 || more.length > 0) return null;
    const most = family === 4 ? 32 : 128;
    const bits = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : -1;
    if (bits < 0 || bits > most) return null;
    allowed.addSubnet(address!, bits, family === 4 ? 'ipv4' : 'ipv6');
  }
  return allowed;
};

/** Of IPv4, what is nobody's on the public internet (IANA's special-purpose registry), multicast and the reserved rest. */
const INNER_V4 =
  '0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24,192.88.99.0/24,192.168.0.0/16,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/4,240.0.0.0/4';
/** Of what IPv6 hands out (2000::/3), what leads back to an address of IPv4 or to nowhere. All outside of it is inner. */
const INNER_V6 = '2001::/23,2001:db8::/32,2002::/16,3fff::/20';

const handedOut = readAllowed('2000::/3')!;
const inner = readAllowed(`${INNER_V4},${INNER_V6}`)!;

const isPublic = ({ address, family }: HostAddress): boolean =>
  family === 4
    ? !inner.check(address, 'ipv4')
    : handedOut.check(address, 'ipv6') && !inner.check(address, 'ipv6');

export interface Checked {
  /** Where to connect, and nowhere else. */
  addresses: HostAddress[];
  /** Those of them that are reached only because they are allowed. */
  allowed: string[];
}

/** @returns `inner_address` when any address of the host is not public and not allowed. */
export const checkHost = async (
  { hostname, protocol }: URL,
  allow: BlockList,
  lookUpHost: LookUp,
): Promise<Result<Checked, 'inner_address' | 'address_unknown'>> => {
  const host = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const addresses =
    family === 0 ? await lookUpHost(host).catch(() => []) : [{ address: host, family }];
  if (addresses.length === 0) return trouble('address_unknown');
  const allowed = addresses
    .filter(({ address, family: of }) => allow.check(address, of === 4 ? 'ipv4' : 'ipv6'))
    .map(({ address }) => address);
  const others = addresses.filter(({ address }) => !allowed.includes(address));
  // Without TLS only where it was allowed: what is said would pass in the open.
  const isFit = others.length === 0 || (protocol === 'https:' && others.every(isPublic));
  return isFit ? success({ addresses, allowed }) : trouble('inner_address');
};
