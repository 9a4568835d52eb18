// Holds for every test: what is said on console.error or console.warn fails it, and what a
// component test rendered is taken away again.

import { format } from 'node:util';
import { afterAll, afterEach } from 'vitest';

const real = { error: console.error, warn: console.warn };
let complaints: string[] = [];

console.error = (...said: unknown[]) => complaints.push(`console.error: ${format(...said)}`);
console.warn = (...said: unknown[]) => complaints.push(`console.warn: ${format(...said)}`);

// Hooks after a test run in reverse: this one sees what taking the components away says, too.
afterEach(failOnComplaints);
afterAll(() => {
  Object.assign(console, real);
  failOnComplaints();
});

if (typeof document !== 'undefined') {
  const { cleanup, configure } = await import('@testing-library/preact');
  configure({ asyncUtilTimeout: 10_000 });
  afterEach(cleanup);
}

function failOnComplaints(): void {
  const said = complaints;
  complaints = [];
  if (said.length > 0) throw new Error(`The test was not quiet:\n${said.join('\n')}`);
}
