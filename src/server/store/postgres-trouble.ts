import { DatabaseError } from 'pg';
import { StorageAway, StorageUnavailable } from './store.ts';

// SQLSTATE: postgresql.org/docs/current/errcodes-appendix.html. The first two characters are the class.

/** Another write was in the way. The same again will do. */
const PASSING = ['40001', '40P01'];
const DISK = ['53100', '58030'];
/** The connection; too much asked for at once; shutting down, starting, ended from outside; a lock held too long. */
const AWAY = /^(08|53|57)|^(25006|25P03|55P03)$/;
/** The user or the password; the database's name; the rights in it. */
const NEEDS_A_PERSON = /^(28|3D|42501)/;

const stateOf = (error: unknown): string =>
  error instanceof DatabaseError ? (error.code ?? '') : '';

export const isPassing = (error: unknown): boolean => PASSING.includes(stateOf(error));

/** What waiting for the database does not mend. */
export const needsAPerson = (error: unknown): boolean => NEEDS_A_PERSON.test(stateOf(error));

/** No connection could be made, for whatever reason. */
export const unreached = (error: unknown): StorageAway =>
  new StorageAway('not reached', { cause: error });

/** What a query threw, as the store's interface names it; an error in the query itself as it is. */
export const asStoreError = (error: unknown): unknown => {
  // PostgreSQL's own errors say their state. The others come from the connection.
  if (!(error instanceof DatabaseError)) return unreached(error);
  if (DISK.includes(stateOf(error))) return new StorageUnavailable('not written', { cause: error });
  return AWAY.test(stateOf(error)) ? unreached(error) : error;
};
