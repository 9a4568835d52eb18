// The page of promises and the tests that hold them agree.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { testNamesIn } from '../support/test-names.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = join(root, 'src/contract/PROMISES.md');

/** What is promised for now, whatever the page says. */
const PROMISED = Object.entries({ S: 8, O: 7, P: 10, L: 3, V: 3, X: 3, A: 9, B: 1 }).flatMap(
  ([letter, last]) => Array.from({ length: last }, (_, index) => `${letter}${index + 1}`),
);

/** The ids that stand in the names of each file's tests, by the file's path from here. */
const borne = new Map(
  globSync('tests/**/*.test.{ts,tsx}', { cwd: root }).map((path) => {
    const names = testNamesIn(path, readFileSync(join(root, path), 'utf8'));
    const ids = names.flatMap((name) => [...name.matchAll(/\[([A-Z]\d+)\]/g)].map(([, id]) => id!));
    return [path.replaceAll('\\', '/'), new Set(ids)] as const;
  }),
);
const everyId = new Set([...borne.values()].flatMap((ids) => [...ids]));

const rows = [...readFileSync(page, 'utf8').matchAll(/^\| ([A-Z]\d+) \| (.+) \| (.+) \|$/gm)].map(
  ([, id = '', , links = '']) => ({
    id,
    files: [...links.matchAll(/\[[^\]]+\]\(([^)]+)\)/g)].map(([, link = '']) =>
      relative(root, join(page, '..', link)).replaceAll('\\', '/'),
    ),
  }),
);

test('the page has each promise once', () => {
  const ids = rows.map(({ id }) => id);
  expect(ids.filter((id) => /[SOPLVXAB]/.test(id))).toEqual(PROMISED);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(rows)('$id: each file that the page names has a test of it', ({ id, files }) => {
  expect(files).not.toEqual([]);
  for (const file of files) {
    expect(existsSync(join(root, file)), `${file} exists`).toBe(true);
    expect([...(borne.get(file) ?? [])], `the names of the tests in ${file}`).toContain(id);
  }
});

test.each(PROMISED)('%s stands in the name of a test', (id) => {
  expect(everyId.has(id)).toBe(true);
});

test('every id that a test bears is on the page', () => {
  const known = new Set(rows.map(({ id }) => id));
  expect([...everyId].filter((id) => !known.has(id))).toEqual([]);
});

test('a name is read wherever it stands, and not where no test is', () => {
  const source = `
    test.each([['[A1]']])('[B1] %s', () => {});
    describe.each(x)(\`[C1] \${x}: [D1]\`, () => { test.concurrent('[E1]', async () => {}, 5); });
    test.skip('[F1]', () => {});
    // test('[G1]', () => {});
    expect('[H1]').toBe(test);`;
  expect(testNamesIn('a.test.ts', source)).toEqual(['[B1] %s', '[C1] : [D1]', '[E1]']);
});
