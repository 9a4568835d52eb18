import { hash } from 'node:crypto';
import type { Operation } from '../contract/push.ts';
import { OPERATION_SCHEMA } from '../contract/version.ts';
import { readBody } from './operation-schemas.ts';
import type { ReadBody } from './operation-schemas.ts';

/** One operation with all that can be said of it without looking into the database. */
export type Examined =
  | { operation: Operation; keep: false; status: 'rejected' | 'retry'; code: string }
  | {
      operation: Operation;
      keep: true;
      /** The same id must always come with the same one (P3). */
      fingerprint: string;
      /** Null when the body breaks a rule: kept aside (P8). */
      said: ReadBody | null;
    };

export const examine = (operation: Operation): Examined => {
  // The bytes were changed on their way, or the phone is broken: it keeps them, and says so.
  if (hash('sha256', operation.body) !== operation.digest) {
    return { operation, keep: false, status: 'rejected', code: 'digest_wrong' };
  }
  if (operation.schema > OPERATION_SCHEMA) {
    return { operation, keep: false, status: 'retry', code: 'server_old' };
  }
  return {
    operation,
    keep: true,
    fingerprint: fingerprintOf(operation),
    said: readBody(operation),
  };
};

/** SHA-256 over all that an operation id stands for. No part can hold a line break. */
export const fingerprintOf = ({ momentId, revision, kind, schema, digest }: Operation): string =>
  hash('sha256', [momentId, revision, kind, schema, digest].join('\n'));
