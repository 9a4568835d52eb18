import type { Insertable, Kysely, RawBuilder, Transaction } from 'kysely';
import type { MomentState } from '../../contract/desk-inbox.ts';
import type { Tables } from './tables.ts';

/** A connection, or a transaction on one. */
export type Database = Kysely<Tables> | Transaction<Tables>;

/** The words of one moment, by its place in the inbox; null takes them out. */
export interface ToSearch {
  position: number;
  words: string | null;
  /** There was never anything at this place. */
  isNew: boolean;
}

export interface SearchWithin {
  /** Places below this one, and above the next. */
  before: number | null;
  after: number;
  /** What else has to be true of the moment `m`. */
  narrow: RawBuilder<unknown>;
  limit: number;
}

/** Finds moments by the words that domain/search.ts makes of a text. */
export interface Search {
  index(organisationId: string, entries: readonly ToSearch[]): Promise<void>;
  /** Those in which all of `terms` stand, newest first. */
  matching(
    organisationId: string,
    terms: readonly string[],
    within: SearchWithin,
  ): Promise<{ position: number; state: MomentState }[]>;
}

/** What the shared queries need and each engine does in its own way. */
export interface Engine {
  db: Database;
  search: Search;
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
