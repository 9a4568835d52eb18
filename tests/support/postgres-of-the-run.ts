// One PostgreSQL for a whole run: started before the first test that needs it, stopped after the last, failed or not.

import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a test may make databases; undefined in the projects that are for SQLite. */
    postgresUrl: string | undefined;
  }
}

export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const postgres = await startPostgres();
  provide('postgresUrl', postgres.url('postgres'));
  return () => postgres.remove();
};
