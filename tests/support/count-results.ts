import type { TestModule } from 'vitest/node';

export interface Counts {
  passed: number;
  failed: number;
  /** What failed without being a test of its own, in words. */
  complaints: string[];
}

/**
 * Counts what a run really did. A file that cannot be imported, a hook that throws around a group
 * of tests, and an error that nobody caught have no test of their own: each counts as one failure.
 */
export function countResults(
  modules: readonly TestModule[],
  unhandledErrors: number,
  { skippedAreFailures }: { skippedAreFailures: boolean },
): Counts {
  const counts: Counts = { passed: 0, failed: unhandledErrors, complaints: [] };
  const fail = (complaint: string) => {
    counts.failed += 1;
    counts.complaints.push(complaint);
  };
  if (unhandledErrors > 0) counts.complaints.push(`${unhandledErrors} unhandled errors`);
  for (const module of modules) {
    const groups = [module, ...module.children.allSuites()];
    const broken = groups.filter((group) => group.errors().length > 0);
    for (const group of broken) {
      fail(`Failed outside a test: ${group.type === 'module' ? group.moduleId : group.fullName}`);
    }
    let ran = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') counts.passed += 1;
      else if (state === 'failed') counts.failed += 1;
      else if (broken.length === 0 && skippedAreFailures) fail(`Not run: ${test.fullName}`);
      if (state === 'passed' || state === 'failed') ran += 1;
    }
    if (ran === 0 && broken.length === 0 && !module.ok()) fail(`Failed: ${module.moduleId}`);
  }
  if (counts.passed + counts.failed === 0) fail('No test ran.');
  return counts;
}
