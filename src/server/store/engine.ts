import type { Insertable, Kysely, RawBuilder, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** A connection, or a transaction on one. */
export type Database = Kysely<Tables> | Transaction<Tables>;

/** What the shared queries need and each engine does in its own way. */
export interface Engine {
  db: Database;
  /** `column` is one of `values`, in one parameter however many they are, so that the statement stays the same. */
  oneOf(column: string, values: readonly string[]): RawBuilder<boolean>;
  /**
   * Inserts many rows of one shape. With `orUpdate`, a row whose key is there already has the named columns
   * replaced instead.
   */
  insertAll<Name extends keyof Tables>(
    table: Name,
    rows: readonly Insertable<Tables[Name]>[],
    orUpdate?: { key: readonly string[]; columns: readonly string[] },
  ): Promise<void>;
}
