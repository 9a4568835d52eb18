import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/** PostgreSQL where there is a `databaseUrl`; else SQLite in `dataDir`. Throws what the engine's own opening throws. */
export const openStore = ({
  databaseUrl,
  dataDir,
}: {
  databaseUrl: string | null;
  dataDir: string;
}): Promise<Store> => (databaseUrl === null ? openSqlite(dataDir) : openPostgres(databaseUrl));
