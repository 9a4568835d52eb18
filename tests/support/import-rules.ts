// Who may import whom among the folders of src: the design's table, and what checks it.
//
// Every import is looked at: of types alone, lazy ones, and files named by `new URL`. One that
// cannot be read from the source (`import(name)`, `import.meta.glob`) is refused, since nobody
// could say what it reaches. What is not listed is refused, and so is what is reached through
// others: a folder that may import B does not gain what B imports.

import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { parseSync, Visitor, type Expression } from 'oxc-parser';

interface Rule {
  /** The files it is for: paths under src, a folder with its slash. The first rule that fits. */
  of: string[];
  mayImport: string[];
  /** With what they export beneath. `node:*` is Node's own, but for the database. */
  packages: string[];
  /** Packages that may not be reached through others either. */
  never?: string[];
}

const VIEW = ['preact', '@preact/signals'];
const SIGNED_IN = ['device/', 'contract/', 'domain/', 'ui/', 'words/'];
const SERVER = ['contract/', 'domain/', 'words/'];

const RULES: Rule[] = [
  { of: ['contract/'], mayImport: [], packages: ['zod/mini'] },
  { of: ['domain/'], mayImport: ['contract/'], packages: [] },
  { of: ['ui/'], mayImport: [], packages: VIEW },
  { of: ['words/'], mayImport: [], packages: VIEW },
  { of: ['device/'], mayImport: ['contract/', 'domain/'], packages: ['hpke', 'idb'] },
  { of: ['practitioner/'], mayImport: SIGNED_IN, packages: [...VIEW, 'preact-iso'] },
  {
    // In a worker, beside the page: what reads and writes spreadsheets stays out of the desk.
    of: ['manager/out-and-in/table.ts'],
    mayImport: ['domain/'],
    packages: ['csv-parse', 'read-excel-file', 'write-excel-file'],
  },
  {
    of: ['manager/'],
    mayImport: [...SIGNED_IN, 'manager/out-and-in/table.ts'],
    packages: [...VIEW, '@simplewebauthn/browser', 'preact-iso', 'uqr'],
  },
  {
    // Beside the page, and loaded late: the package for the proof stays out of the page.
    of: ['service-user/wire/proof-worker.ts'],
    mayImport: [],
    packages: ['altcha-lib'],
  },
  {
    // What keeps or sends the sealed bytes is passed in: no session, cookie or outbox is in reach.
    of: ['service-user/'],
    mayImport: [
      'contract/',
      'domain/',
      'ui/',
      'words/',
      'device/seal.ts',
      'service-user/wire/proof-worker.ts',
    ],
    packages: VIEW,
    never: ['idb', 'preact-iso', 'workbox-window'],
  },
  {
    of: ['worker/'],
    mayImport: ['contract/', 'domain/', 'device/'],
    packages: ['workbox-core', 'workbox-precaching', 'workbox-routing'],
  },
  {
    // Drawn by the build and imported by nobody: the renderer stays out of what a phone loads.
    of: ['app/first-paint.tsx'],
    mayImport: [...SIGNED_IN, 'practitioner/', 'manager/', 'service-user/', 'app/'],
    packages: [...VIEW, 'preact-render-to-string'],
  },
  {
    of: ['app/'],
    mayImport: [...SIGNED_IN, 'practitioner/', 'manager/', 'service-user/'],
    packages: [...VIEW, 'preact-iso', 'workbox-window'],
  },
  {
    of: ['server/store/'],
    mayImport: ['contract/', 'domain/'],
    packages: ['kysely', 'pg', 'node:*', 'node:sqlite'],
  },
  {
    // The entrances: they alone name an engine, and nothing imports them.
    of: ['server/main.ts', 'server/commands/'],
    mayImport: [...SERVER, 'server/'],
    packages: ['@hono/node-server', 'pino', 'vite', 'node:*'],
  },
  {
    of: ['server/'],
    mayImport: [...SERVER, 'server/store/store.ts', 'server/store/files.ts'],
    packages: [
      'hono',
      '@hono/node-server',
      '@node-rs/argon2',
      '@simplewebauthn/server',
      'altcha-lib',
      'csv-stringify',
      'hpke',
      'nodemailer',
      'pino',
      'request-filtering-agent',
      'standardwebhooks',
      'rate-limiter-flexible',
      'uqr',
      'node:*',
    ],
  },
  { of: ['start.mjs'], mayImport: [], packages: ['node:*'] },
];

/** Sources by their path under src, with forward slashes. */
type Sources = Record<string, string>;

interface Imports {
  files: string[];
  packages: string[];
  /** What is wrong with an import whatever the table says. */
  wrong: string[];
}

export function readSources(folder: string): Sources {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((file) => file.isFile() && !file.name.startsWith('tsconfig.'))
      .map((file) => join(file.parentPath, file.name))
      .map((path) => [
        path.slice(folder.length + 1).replaceAll(sep, '/'),
        readFileSync(path, 'utf8'),
      ]),
  );
}

/** What the table refuses, one sentence each; empty when everything holds. */
export function refusedImports(sources: Sources): string[] {
  const graph = new Map(
    Object.entries(sources).map(([path, text]) => [path, importsOf(path, text, sources)]),
  );
  const refused = [...graph.values()].flatMap(({ wrong }) => wrong);
  for (const [path, { packages }] of graph) {
    const rule = ruleOf(path);
    if (rule === undefined) {
      if (/\.(tsx?|m?js)$/.test(path)) refused.push(`${path}: no rule is for this place`);
      continue;
    }
    for (const name of packages) {
      if (!isListed(name, rule.packages)) refused.push(`${path} may not import ${name}`);
    }
    refused.push(...refusedReach(path, rule, graph));
  }
  return [...refused, ...cycles(graph)];
}

function refusedReach(from: string, rule: Rule, graph: Map<string, Imports>): string[] {
  const refused: string[] = [];
  const chains = new Map([[from, [from]]]);
  // A map yields what is added while it is walked: this goes through all that is reached, nearest first.
  for (const [path, chain] of chains) {
    // What a neighbour of the same place reaches is said there.
    const isSaidElsewhere = chain[1] !== undefined && ruleOf(chain[1]) === rule;
    const through = chain.length > 2 ? ` (through ${chain.slice(1, -1).join(', ')})` : '';
    const mayReach = ruleOf(path) === rule || rule.mayImport.some((each) => isWithin(path, each));
    if (!mayReach) {
      if (!isSaidElsewhere) refused.push(`${from} may not import ${path}${through}`);
      continue;
    }
    const never = graph.get(path)?.packages.filter((name) => isListed(name, rule.never ?? []));
    if (path !== from && !isSaidElsewhere) {
      for (const name of never ?? []) refused.push(`${from} may not reach ${name} (in ${path})`);
    }
    for (const next of graph.get(path)?.files ?? []) {
      if (!chains.has(next)) chains.set(next, [...chain, next]);
    }
  }
  return refused;
}

function cycles(graph: Map<string, Imports>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: string[]) => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push(`a cycle: ${[...trail.slice(start), path].join(' → ')}`);
    if (start >= 0 || done.has(path)) return;
    for (const next of graph.get(path)?.files ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}

function importsOf(path: string, text: string, sources: Sources): Imports {
  const { specifiers, wrong } = specifiersOf(path, text);
  const imports: Imports = { files: [], packages: [], wrong };
  for (const specifier of specifiers) {
    const name = specifier.replace(/[?#].*$/, '');
    if (!/^[./]/.test(name)) {
      imports.packages.push(name);
      continue;
    }
    const file = posix.join(posix.dirname(path), name);
    if (name.startsWith('/') || sources[file] === undefined) {
      wrong.push(`${path} imports ${specifier}, which is no file of src by its full relative name`);
    } else if (!imports.files.includes(file)) imports.files.push(file);
  }
  return imports;
}

function specifiersOf(path: string, text: string): { specifiers: string[]; wrong: string[] } {
  const specifiers: string[] = [];
  const wrong: string[] = [];
  if (/\.(css|html)$/.test(path)) {
    const named = /(?:@import\s+(?:url\()?\s*|<script[^>]*\ssrc=|<link[^>]*\shref=)["']([^"']+)/g;
    for (const [, specifier] of text.matchAll(named)) {
      if (specifier?.startsWith('.')) specifiers.push(specifier);
    }
  }
  if (!/\.(tsx?|m?js)$/.test(path)) return { specifiers, wrong };

  const take = (named: { type: string; value?: unknown } | undefined, what: string) => {
    if (named?.type === 'Literal' && typeof named.value === 'string') specifiers.push(named.value);
    else wrong.push(`${path}: ${what} must name its file literally`);
  };
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) wrong.push(`${path} cannot be read: ${errors[0]?.message}`);
  new Visitor({
    ImportDeclaration: ({ source }) => take(source, 'import'),
    ExportAllDeclaration: ({ source }) => take(source, 'export'),
    ExportNamedDeclaration: ({ source }) => source && take(source, 'export'),
    ImportExpression: ({ source }) => take(source, 'import()'),
    TSImportType: ({ source }) => take(source, 'import()'),
    TSExternalModuleReference: ({ expression }) => take(expression, 'require()'),
    CallExpression: ({ callee, arguments: [first] }) => {
      if (callee.type === 'Identifier' && callee.name === 'require') take(first, 'require()');
    },
    NewExpression: ({ callee, arguments: [first, base] }) => {
      if (callee.type !== 'Identifier' || callee.name !== 'URL') return;
      if (isImportMeta(base, 'url') && !isFolder(first)) take(first, 'new URL()');
    },
    MemberExpression: (member) => {
      if (isImportMeta(member, 'glob')) wrong.push(`${path}: import.meta.glob names no files`);
    },
  }).visit(program);
  return { specifiers, wrong };
}

function isFolder(named: { type: string; value?: unknown } | undefined): boolean {
  return typeof named?.value === 'string' && named.value.endsWith('/');
}

function isImportMeta(node: { type: string } | undefined, property: string): boolean {
  const member = node as Expression | undefined;
  return (
    member?.type === 'MemberExpression' &&
    member.object.type === 'MetaProperty' &&
    member.property.type === 'Identifier' &&
    member.property.name === property
  );
}

function ruleOf(path: string): Rule | undefined {
  return RULES.find((rule) => rule.of.some((each) => isWithin(path, each)));
}

function isWithin(path: string, place: string): boolean {
  return place.endsWith('/') ? path.startsWith(place) : path === place;
}

function isListed(name: string, packages: string[]): boolean {
  if (name.startsWith('node:') && name !== 'node:sqlite' && packages.includes('node:*'))
    return true;
  return packages.some((each) => name === each || name.startsWith(`${each}/`));
}
