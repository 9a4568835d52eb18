import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/**
 * PostgreSQL where there is a `databaseUrl`; else SQLite in `dataDir`. What is withdrawn is noted in `dataDir` either
 * way. Throws what the engine's own opening throws.
 */
export const openStore = async ({
  databaseUrl,
  dataDir,
}: {
  databaseUrl: string | null;
  dataDir: string;
}): Promise<Store> => {
  if (databaseUrl === null) return openSqlite(dataDir);
  // Its client is read only where it is used.
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(databaseUrl, dataDir);
};
