import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { findPostgres } from './support/postgres.ts';

const MAX_WORKERS = 2;
/** A browser that is waited for leaves a processor idle: more files at once than there are of them. */
const MAX_BROWSER_WORKERS = 3;

/** What is asked of every engine, and what is asked of PostgreSQL alone. */
const onPostgres: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'store-postgres',
    include: [
      'tests/store/{accept,alerts,at-risk,audit,export,grouped-commits,import,inbox,kills,migrations,released,set-aside,voice,withdrawn-file}.test.ts',
      'tests/store/postgres/*.test.ts',
      'tests/unit/server/{board,desk,desk-alerts,desk-offered,desk-answer,desk-flagged,desk-handling,desk-voice,passkeys,push,receipt,say,sign-in,who-may}.test.ts',
    ],
    setupFiles: ['tests/support/setup.ts'],
    globalSetup: ['tests/support/postgres-of-the-run.ts'],
    maxWorkers: MAX_WORKERS,
    sequence: { groupOrder: 0 },
  },
};

/** Else one that takes minutes may be the last to begin. */
const LONGEST = ['crashes', 'look', 'privacy', 'journey', 'keyboard', 'phone', 'languages'];
const rankOf = ({ moduleId }: TestSpecification): number => {
  const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return at === -1 ? LONGEST.length : at;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rankOf(one) - rankOf(other));
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Bounds a test that hangs, and says nothing of speed: machines are busy, and figures stand in the bench.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
    // A forgotten `.only` would leave the rest untested.
    allowOnly: process.env['CI'] === undefined,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/setup.ts'],
          maxWorkers: MAX_WORKERS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'store',
          include: ['tests/store/**/*.test.ts'],
          exclude: ['tests/store/postgres/**'],
          setupFiles: ['tests/support/setup.ts'],
          maxWorkers: MAX_WORKERS,
          sequence: { groupOrder: 0 },
        },
      },
      ...('version' in findPostgres() ? [onPostgres] : []),
      {
        extends: true,
        test: {
          name: 'model',
          include: ['tests/model/**/*.test.ts'],
          setupFiles: ['tests/support/setup.ts'],
          maxWorkers: MAX_WORKERS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Real browsers and servers, when nothing else takes the machine.
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          setupFiles: ['tests/support/setup.ts'],
          maxWorkers: MAX_BROWSER_WORKERS,
          sequence: { groupOrder: 1 },
          // A state of a real browser is waited for, not slept for; this only bounds the wait.
          expect: { poll: { timeout: 30_000, interval: 100 } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
