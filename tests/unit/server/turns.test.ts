import { expect, test } from 'vitest';
import { Turns } from '../../../src/server/turns.ts';

/** Tasks that end when the test says so, by their names. */
const manual = () => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    task: (name: string) => () => {
      begun.push(name);
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
    },
    end: async (name: string) => {
      ends.get(name)!();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};

test('so many at once and no more', async () => {
  const turns = new Turns(2);
  const { begun, task, end } = manual();
  const all = ['a', 'b', 'c', 'd'].map((name) => turns.take('one', task(name)));
  expect(begun).toEqual(['a', 'b']);
  await end('b');
  expect(begun).toEqual(['a', 'b', 'c']);
  await end('a');
  await end('c');
  await end('d');
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

test('whoever brings many waits for them, and nobody else does', async () => {
  const turns = new Turns(1);
  const { begun, task, end } = manual();
  for (const name of ['a1', 'a2', 'a3', 'a4']) void turns.take('a', task(name));
  void turns.take('b', task('b1'));
  void turns.take('c', task('c1'));
  for (const name of ['a1', 'a2', 'b1', 'c1', 'a3']) await end(name);
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'a4']);
});

test('too many under one key are turned away at once, and a task that fails gives its turn back', async () => {
  const turns = new Turns(1);
  const { task } = manual();
  const failing = turns.take('x', () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  for (let count = 0; count < 51; count += 1) void turns.take('a', task(`a${count}`));
  expect(await turns.take('a', task('one too many'))).toBeNull();
  const other = turns.take('b', task('b'));
  expect(await Promise.race([other, Promise.resolve('waits')])).toBe('waits');
});
