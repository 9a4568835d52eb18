// `npm run check`: types, lint, format, dead code, imports and size budgets, side by side.
// Prints one line for each, and what it said only where it failed.

import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { measureBudgets } from './support/budgets.ts';

interface Step {
  name: string;
  run: () => Promise<Outcome>;
}
interface Outcome {
  passed: boolean;
  said: string;
  /** Shown beside the name even when the step passed. */
  note?: string;
}

const places = globSync('{.,tests,src/*}/tsconfig.json').toSorted();
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts'];

const steps: Step[] = [
  {
    name: 'types',
    run: () => node('node_modules/typescript/bin/tsc', '-b', ...places, '--pretty', 'false'),
  },
  {
    name: 'lint',
    run: () => node('node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'),
  },
  { name: 'size budgets', run: buildAndMeasure },
  { name: 'dead code', run: () => node('node_modules/knip/bin/knip.js', '--no-progress') },
  {
    name: 'imports',
    run: () => node(...vitest, '--project', 'unit', 'tests/unit/imports.test.ts'),
  },
  { name: 'format', run: () => node('node_modules/oxfmt/bin/oxfmt', '--check') },
];

let failed = 0;
const waiting = [...steps];
await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log(failed === 0 ? 'Everything holds.' : `${failed} of ${steps.length} do not hold.`);
process.exit(failed === 0 ? 0 : 1);

async function work(): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const startedAtMs = performance.now();
    const { passed, said, note } = await step.run();
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
    console.log(`${passed ? 'ok    ' : 'FAILED'} ${step.name} (${seconds} s)${note ?? ''}`);
    if (passed) continue;
    failed += 1;
    console.log(said.trimEnd());
  }
}

function node(...args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ passed: code === 0, said }));
  });
}

async function buildAndMeasure(): Promise<Outcome> {
  const built = await node('src/start.mjs', 'build');
  if (!built.passed) return built;
  const budgets = measureBudgets('dist');
  return {
    passed: budgets.every(({ problem }) => problem === undefined),
    said: budgets.flatMap(({ problem }) => problem ?? []).join('\n'),
    note: budgets.map(({ summary }) => `\n       ${summary}`).join(''),
  };
}
