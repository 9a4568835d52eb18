// The recipe for a real server, read as text: the image has what runs, and no address of a phone gets into a log.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, test } from 'vitest';
import { PLAIN, SPEAKER_PAGES } from '../../src/contract/addresses.ts';
import { ROUTES } from '../../src/server/routes.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const DOCKERFILE = read('Dockerfile');
const IGNORED = read('.dockerignore');
const COMPOSE = read('compose.yaml');
const CADDYFILE = read('Caddyfile');

describe('the image', () => {
  test('is built of files that exist and that .dockerignore lets through', () => {
    expect(notToBeHad(DOCKERFILE, IGNORED)).toEqual([]);
    expect(notToBeHad('FROM node\nCOPY src gone.ts ./\n', IGNORED)).toEqual(['gone.ts']);
    expect(notToBeHad(DOCKERFILE, IGNORED.replace('!public\n', ''))).toEqual(['public']);
  });

  test('is built of nothing else: no data, no keys, no settings', () => {
    const [first, ...others] = linesOf(IGNORED);
    expect(first).toBe('*');
    expect(others.map((line) => line.replace('!', ''))).toEqual(takenFromHere(DOCKERFILE));
  });

  test('has the built server, and every file and package that its commands reach', () => {
    expect(DOCKERFILE).toMatch(/^COPY --from=build \/app\/dist-server dist-server$/m);
    expect(notInTheImage(DOCKERFILE)).toEqual([]);
    const without = DOCKERFILE.replace(/COPY .* src\/domain\n/, '');
    expect(notInTheImage(without)).toContain('src/domain/result.ts');
  });

  test('runs Node itself as somebody without rights, by variables that the server knows', () => {
    const last = DOCKERFILE.slice(DOCKERFILE.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^CMD \["node", "dist-server\/main\.js"\]$/m);
    const own = [...last.matchAll(/\b([A-Z]+[A-Z_]*)=/g)].map(([, name = '']) => name);
    expect(own.filter((name) => !name.startsWith('NODE_'))).toEqual(['HOST', 'PORT', 'DATA_DIR']);
    expect(KNOWN).toEqual(expect.arrayContaining(['HOST', 'PORT', 'DATA_DIR', 'PUBLIC_URL']));
  });
});

describe('compose.yaml', () => {
  test('sets what the server and the Caddyfile know, out of DOMAIN alone', () => {
    expect(variablesOf('app')).toEqual(['PUBLIC_URL']);
    expect(KNOWN).toContain('PUBLIC_URL');
    const asked = [...CADDYFILE.matchAll(/\{\$(\w+)/g)].map(([, name = '']) => name);
    expect(variablesOf('caddy').toSorted()).toEqual(asked.toSorted());
    const fromOutside = [...COMPOSE.matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
    expect([...new Set(fromOutside)]).toEqual(['DOMAIN']);
  });

  test('opens Caddy alone to the outside, and takes from both what they do not need', () => {
    expect(serviceOf('app')).not.toMatch(/^ +(ports|network_mode|privileged):/m);
    expect(serviceOf('caddy')).toMatch(/^ +ports:/m);
    for (const service of ['app', 'caddy'].map(serviceOf)) {
      expect(service).toMatch(/^ +read_only: true$/m);
      expect(service).toMatch(/^ +cap_drop: \[ALL\]$/m);
      expect(service).toContain('no-new-privileges:true');
      expect(service).toMatch(/^ +restart: unless-stopped$/m);
    }
  });
});

describe('the Caddyfile', () => {
  test('writes down nothing of any call', () => {
    expect(writesDown(CADDYFILE)).toEqual([]);
  });

  test('[A4] leaves whatever is for people without a name out of any log that somebody may add', () => {
    expect(CADDYFILE).toMatch(/^\tlog_skip @without_name$/m);
    const [, paths = ''] = /^\t@without_name path (.+)$/m.exec(CADDYFILE) ?? [];
    const isLeftOut = (path: string): boolean =>
      paths
        .split(' ')
        .some((one) => (one.endsWith('*') ? path.startsWith(one.slice(0, -1)) : path === one));
    const calls = ROUTES.filter(({ who }) => who === 'nobody').map(({ path }) => path);
    expect(calls.length).toBeGreaterThan(5);
    for (const path of [...calls, ...SPEAKER_PAGES, `${PLAIN}say.js`]) {
      expect([path, isLeftOut(path)]).toEqual([path, true]);
    }
    expect(isLeftOut('/v1/push')).toBe(false);
  });

  test.each([
    ['an access log', CADDYFILE.replace('reverse_proxy', 'log\n\treverse_proxy'), 'log'],
    [
      'one for some paths',
      CADDYFILE.replace('reverse_proxy', 'handle /x {\n\tlog {\n\t}\n}\n\treverse_proxy'),
      'log {',
    ],
    ['calls that went wrong', CADDYFILE.replace('exclude http\n', '\n'), 'calls that went wrong'],
    ['a part of them', CADDYFILE.replace('exclude http\n', 'exclude http.log.access\n'), 'calls'],
    [
      'all of it again',
      CADDYFILE.replace('exclude http\n', 'exclude http\ninclude http.log\n'),
      'include',
    ],
    [
      'a second log',
      CADDYFILE.replace('admin off', 'log second {\n\t\toutput stderr\n\t}'),
      'log second',
    ],
    ['what only a developer wants', CADDYFILE.replace('admin off', 'debug'), 'debug'],
  ])('%s would be found out', (_what, text, found) => {
    expect(text).not.toBe(CADDYFILE);
    expect(writesDown(text).join('\n')).toContain(found);
  });
});

const KNOWN = [...read('src/server/config.ts').matchAll(/env\['(\w+)'\]/g)].map(([, name]) => name);

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

/** What the Dockerfile copies from the repository, not from a stage before. */
function takenFromHere(dockerfile: string): string[] {
  const copies = linesOf(dockerfile).filter((line) => /^COPY (?!--from=)/.test(line));
  return copies.flatMap((line) => line.split(' ').slice(1, -1));
}

function notToBeHad(dockerfile: string, ignored: string): string[] {
  const allowed = linesOf(ignored);
  return takenFromHere(dockerfile).filter(
    (path) => !existsSync(path) || !allowed.includes(`!${path}`),
  );
}

/** Walks from what is run in the image along all imports that are left when the types are gone. */
function notInTheImage(dockerfile: string): string[] {
  const copies = [...dockerfile.matchAll(/^COPY --from=\S+ \/app\/(\S+) \1$/gm)];
  const folders = copies.map(([, path = '']) => path);
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: object };
  const files = ['src/server/commands/manager-link.ts'];
  const missing = new Set<string>();
  for (const file of files) {
    if (!folders.some((folder) => file.startsWith(`${folder}/`))) missing.add(file);
    for (const [, name = ''] of read(file).matchAll(
      /^(?:import|export) (?!type\b)(?:[^;']*? from )?'([^']+)'/gm,
    )) {
      const path = join(dirname(file), name);
      const [scope = '', rest = ''] = name.split('/');
      if (name.startsWith('.')) files.push(...(files.includes(path) ? [] : [path]));
      else if (name.startsWith('node:')) continue;
      else if (!((name.startsWith('@') ? `${scope}/${rest}` : scope) in dependencies))
        missing.add(name);
    }
  }
  return [...missing];
}

function serviceOf(name: string): string {
  const services = COMPOSE.slice(COMPOSE.indexOf('\nservices:\n'), COMPOSE.indexOf('\nvolumes:\n'));
  return services.split(/\n(?= {2}\S)/).find((part) => part.startsWith(`  ${name}:\n`))!;
}

function variablesOf(name: string): string[] {
  const [, block = ''] = /^ +environment:\n((?: {6}.*\n)+)/m.exec(`${serviceOf(name)}\n`) ?? [];
  return [...block.matchAll(/^ {6}(\w+):/gm)].map(([, variable = '']) => variable);
}

/** What in a Caddyfile makes Caddy write a line about a call. */
function writesDown(caddyfile: string): string[] {
  const troubles: string[] = [];
  const open: string[] = [];
  let leavesCallsOut = false;
  for (const line of linesOf(caddyfile)) {
    const [word = ''] = line.split(/\s+/);
    const isGlobal = open[0] === '{';
    if (word === 'log' && !(isGlobal && line === 'log {')) troubles.push(line);
    if (isGlobal && word === 'debug') troubles.push(line);
    if (isGlobal && open.at(-1) === 'log {') {
      if (line === 'exclude http') leavesCallsOut = true;
      else if (line !== '}') troubles.push(line);
    }
    if (line === '}') open.pop();
    else if (line.endsWith('{')) open.push(line);
  }
  return leavesCallsOut ? troubles : [...troubles, 'calls that went wrong'];
}
