// `npm run audit:verify [-- POSITION:HASH …]`: whether the audit trail is as it was written, row by row (X3). It changes
// nothing and may run beside the app. A chain of hashes shows what was changed in it; that its end was cut off, and made
// to look like the end, shows only who has noted elsewhere where it ended: that is what the argument is for.

import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { openStore } from '../store/open.ts';
import { CannotKeep } from '../store/store.ts';
import type { Store, TrailEnd } from '../store/store.ts';
import { counted, keepOrGiveUp } from './keeping/command.ts';
import { verifyTrail } from './keeping/verify-trail.ts';
import type { Verified } from './keeping/verify-trail.ts';

const { positionals } = parseArgs({ allowPositionals: true });

const readNoted = (text: string): TrailEnd => {
  const [, position, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (position === undefined || hash === undefined) {
    throw new CannotKeep(
      'Name an end as this command printed it: npm run audit:verify -- POSITION:HASH',
    );
  }
  return { position: Number(position), hash };
};

const run = async (config: Config): Promise<string[]> => {
  if (positionals.length > 1) throw new CannotKeep('Name one end at most.');
  const noted = positionals[0] === undefined ? null : readNoted(positionals[0]);
  const store = await openStore(config);
  try {
    return await verifyAll(store, noted);
  } finally {
    await store.close();
  }
};

const verifyAll = async (store: Store, noted: TrailEnd | null): Promise<string[]> => {
  const lines: string[] = [];
  for (const organisationId of await store.organisationIds()) {
    const reads = store.of(organisationId);
    const verified = await verifyTrail(organisationId, reads, noted);
    lines.push(`${await reads.organisationName()}: ${said(verified)}`);
    if (verified.brokenAt !== null || verified.holdsNoted === false) process.exitCode = 1;
  }
  return lines.length > 0 ? lines : ['Nobody has an account yet: there is no trail.'];
};

const said = ({ rows, end, cutPosition, brokenAt, holdsNoted }: Verified): string => {
  if (brokenAt !== null) {
    return `NOT as it was written. Row ${brokenAt} is missing or was changed; nothing behind it can be trusted.`;
  }
  if (rows === 0) return 'the audit trail is empty.';
  const cut =
    cutPosition === 0 ? '' : ` Rows up to ${cutPosition} were taken out, as old ones are.`;
  const known =
    holdsNoted === null
      ? ''
      : holdsNoted
        ? ' It holds the end that you named.'
        : ' It does NOT hold the end that you named: rows were cut off, or a backup was brought back.';
  return `${counted(rows, 'row')}, each as it was written.${cut}${known}\nIt ends with ${end.position}:${end.hash}\nKeep that line elsewhere: only so does it show later that nothing was cut off.`;
};

await keepOrGiveUp(run, 'The audit trail was not checked.');
