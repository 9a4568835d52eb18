import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'src/contract/PROMISES.md'), 'utf8');

const promises = [...page.matchAll(/^\| ([A-Z]\d+) \| (.+) \| (.+) \|$/gm)].map(
  ([, id = '', , paths = '']) => ({
    id,
    paths: [...paths.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
  }),
);

const filesBelow = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path).flatMap((name) => filesBelow(join(path, name)))
    : [path];

const names = (path: string, id: string): boolean =>
  filesBelow(join(root, path)).some((file) =>
    new RegExp(`['"\`][^'"\`\\n]*\\[${id}\\]`).test(readFileSync(file, 'utf8')),
  );

test('the page of promises is read', () => {
  expect(promises.length).toBeGreaterThan(15);
});

test.each(promises)(
  '$id stands in the name of a test in each place that the page names',
  (promise) => {
    expect(promise.paths).not.toEqual([]);
    for (const path of promise.paths) {
      expect(existsSync(join(root, path)), `${path} exists`).toBe(true);
      expect(names(path, promise.id), `${path} bears [${promise.id}]`).toBe(true);
    }
  },
);

test('every id that a test bears is on the page', () => {
  const borne = filesBelow(join(root, 'tests'))
    .filter((file) => /\.test\.tsx?$/.test(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\[([SOPLVXAB]\d+)\]/g)])
    .map(([, id]) => id);
  const known = new Set(promises.map(({ id }) => id));
  expect([...new Set(borne)].filter((id) => !known.has(id ?? ''))).toEqual([]);
});
