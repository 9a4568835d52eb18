import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * PostgreSQL looks once a minute at how its tables are filled. Until it has, it takes an organisation for a few rows, and
 * each look-up in a batch reads all of them: a new database takes a tenth of what it could. So it is asked to look
 * after the 10th write of this process, the 20th, the 40th and so on; from then on it knows well enough by itself.
 *
 * @returns What is to be called after each write.
 */
export const statisticsOn = (db: Kysely<Tables>): (() => void) => {
  let writes = 0;
  let looksAt = 10;
  return () => {
    writes += 1;
    if (writes < looksAt) return;
    looksAt *= 2;
    // Nobody waits for it; without it all is as before.
    sql`analyze operation, moment, moment_search`.execute(db).catch(() => undefined);
  };
};
