// The checker is checked: `npm run faults -- --mutants` puts each of these into the code. Here, that the list is true,
// and that some of them are caught.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { playMutant } from '../faults/children.ts';
import { MUTANTS, mutated } from '../faults/mutants.ts';
import { scenarios } from './scenarios.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('there are at least 15, each with a name of its own', () => {
  const names = MUTANTS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(15);
});

test.each(MUTANTS)('the code still holds what "$name" changes', (mutant) => {
  for (const file of [mutant.file, ...(mutant.also === undefined ? [] : [mutant.also.file])]) {
    const source = readFileSync(join(root, file), 'utf8');
    expect(mutated(mutant, file, source)).not.toBe(source);
  }
  const { tryFirst } = mutant;
  expect(tryFirst === undefined || scenarios.has(tryFirst)).toBe(true);
});

test('what is not in the code any more is an error', () => {
  const [mutant] = MUTANTS;
  expect(() => mutated(mutant!, mutant!.file, 'const other = 1;')).toThrow('does not hold once');
});

test.each([
  ['[O2]', 'delete before the receipt'],
  ['[P2]', 'any 200 accepted'],
  ['[O1]', 'fresh id per retry'],
  ['[O6]', 'refused and forgotten'],
])('%s the model catches: %s', async (_promise, name) => {
  const { by, said } = await playMutant(name, 1);
  expect({ by, said }).toEqual({
    by: expect.stringMatching(/./),
    said: expect.stringMatching(/./),
  });
  expect(by).not.toBe('its process');
});
