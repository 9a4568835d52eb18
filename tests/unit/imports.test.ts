import { describe, expect, test } from 'vitest';
import { readSources, refusedImports } from '../support/import-rules.ts';

test('src keeps to the table of who may import whom', () => {
  expect(refusedImports(readSources('src'))).toEqual([]);
});

describe('the table refuses', () => {
  /** The imports of one file, each with a file or package that exists; who is refused, and what for. */
  const refused: [title: string, sources: Record<string, string>, refusal: string][] = [
    [
      'the phone in the rules',
      { 'domain/loop.ts': `import '../device/outbox.ts'`, 'device/outbox.ts': '' },
      'domain/loop.ts may not import device/outbox.ts',
    ],
    [
      'types alone',
      { 'contract/push.ts': `import type { A } from '../domain/a.ts'`, 'domain/a.ts': '' },
      'contract/push.ts may not import domain/a.ts',
    ],
    [
      'types of a type expression',
      { 'ui/a.ts': `type A = import('../words/a.ts').A`, 'words/a.ts': '' },
      'ui/a.ts may not import words/a.ts',
    ],
    [
      'what is exported on',
      { 'practitioner/a.ts': `export * from '../manager/a.ts'`, 'manager/a.ts': '' },
      'practitioner/a.ts may not import manager/a.ts',
    ],
    [
      'names that are exported on',
      { 'manager/a.ts': `export { b } from '../practitioner/a.ts'`, 'practitioner/a.ts': '' },
      'manager/a.ts may not import practitioner/a.ts',
    ],
    [
      'lazy imports',
      { 'device/a.ts': `const a = () => import('../app/a.ts')`, 'app/a.ts': '' },
      'device/a.ts may not import app/a.ts',
    ],
    [
      'files named by their address',
      { 'app/a.ts': `new URL('../worker/sw.ts', import.meta.url)`, 'worker/sw.ts': '' },
      'app/a.ts may not import worker/sw.ts',
    ],
    [
      'styles of another place',
      { 'ui/a.css': `@import '../app/a.css';`, 'app/a.css': '' },
      'ui/a.css may not import app/a.css',
    ],
    [
      'an outbox behind the anonymous form, however far',
      {
        'service-user/say/form.ts': `import '../../device/seal.ts'`,
        'device/seal.ts': `import './keys.ts'`,
        'device/keys.ts': '',
      },
      'service-user/say/form.ts may not import device/keys.ts (through device/seal.ts)',
    ],
    [
      'the practitioner beside the anonymous form',
      { 'service-user/a.ts': `import '../practitioner/a.ts'`, 'practitioner/a.ts': '' },
      'service-user/a.ts may not import practitioner/a.ts',
    ],
    [
      'storage behind the anonymous form',
      { 'service-user/a.ts': `import '../device/seal.ts'`, 'device/seal.ts': `import 'idb'` },
      'service-user/a.ts may not reach idb (in device/seal.ts)',
    ],
    [
      'an engine in an endpoint',
      { 'server/endpoint/a.ts': `import '../store/sqlite.ts'`, 'server/store/sqlite.ts': '' },
      'server/endpoint/a.ts may not import server/store/sqlite.ts',
    ],
    [
      "an engine behind the store's interface",
      {
        'server/accept.ts': `import './store/store.ts'`,
        'server/store/store.ts': `import type { A } from './sqlite.ts'`,
        'server/store/sqlite.ts': '',
      },
      'server/accept.ts may not import server/store/sqlite.ts (through server/store/store.ts)',
    ],
    [
      'the entrance from inside',
      { 'server/app.ts': `import './main.ts'`, 'server/main.ts': '' },
      'server/app.ts may not import server/main.ts',
    ],
    [
      'the renderer of the first paint in the app',
      { 'app/main.tsx': `import './first-paint.tsx'`, 'app/first-paint.tsx': '' },
      'app/main.tsx may not import app/first-paint.tsx',
    ],
    [
      'the server in the app',
      { 'app/a.ts': `import '../server/app.ts'`, 'server/app.ts': '' },
      'app/a.ts may not import server/app.ts',
    ],
    [
      'SQL outside the store',
      { 'server/a.ts': `import 'kysely'` },
      'server/a.ts may not import kysely',
    ],
    [
      'the database outside the store',
      { 'server/commands/a.ts': `import 'node:sqlite'` },
      'server/commands/a.ts may not import node:sqlite',
    ],
    [
      'Node in the rules',
      { 'domain/a.ts': `import 'node:fs'` },
      'domain/a.ts may not import node:fs',
    ],
    ['the large zod', { 'contract/a.ts': `import 'zod'` }, 'contract/a.ts may not import zod'],
    [
      'a package that is not listed',
      { 'ui/a.ts': `import 'preact-iso'` },
      'ui/a.ts may not import preact-iso',
    ],
    ['a folder without a rule', { 'helpers/a.ts': '' }, 'helpers/a.ts: no rule is for this place'],
    [
      'a lazy import of who knows what',
      { 'words/a.ts': 'import(`./${language}.ts`)' },
      'words/a.ts: import() must name its file literally',
    ],
    [
      'a glob',
      { 'words/a.ts': `import.meta.glob('./*.ts')` },
      'words/a.ts: import.meta.glob names no files',
    ],
    [
      'a file that is not there',
      { 'ui/a.ts': `import './b'`, 'ui/b.ts': '' },
      'ui/a.ts imports ./b, which is no file of src by its full relative name',
    ],
    [
      'a cycle',
      { 'ui/a.ts': `import './b.ts'`, 'ui/b.ts': `import type { A } from './a.ts'` },
      'a cycle: ui/a.ts → ui/b.ts → ui/a.ts',
    ],
  ];

  test.each(refused)('%s', (_title, sources, refusal) => {
    expect(refusedImports(sources)).toEqual([refusal]);
  });
});

test('the table lets pass what it lists', () => {
  const sources = {
    'contract/push.ts': `import * as z from 'zod/mini'`,
    'domain/moment.ts': `import type { Push } from '../contract/push.ts'`,
    'device/outbox.ts': `import { openDB } from 'idb'; import '../domain/moment.ts'`,
    'device/seal.ts': `import '../contract/push.ts'`,
    'practitioner/capture/field.tsx': `import 'preact/hooks'; import '../../device/outbox.ts'; <p />;`,
    'practitioner/capture/field.css': '',
    'service-user/say/form.tsx': `import { seal } from '../../device/seal.ts'`,
    'app/main.tsx': `import('../practitioner/capture/field.tsx'); import './mark.svg?url'`,
    'app/mark.svg': '<svg/>',
    'worker/sw.ts': `import 'workbox-core'; import '../device/outbox.ts'`,
    'server/store/store.ts': `import type { Push } from '../../contract/push.ts'`,
    'server/store/sqlite.ts': `import 'node:sqlite'; import 'kysely'; import './store.ts'`,
    'server/app.ts': `import type { Store } from './store/store.ts'; import { Hono } from 'hono'`,
    'server/main.ts': `import './app.ts'; import './store/sqlite.ts'; import 'node:http'`,
  };
  expect(refusedImports(sources)).toEqual([]);
});
