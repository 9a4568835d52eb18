import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Made by a command, or by an installation: not in the repository. */
const MADE_LATER = ['data', 'dist', 'node_modules', '.cache', '.env'];
const NPM_OWN = ['ci', 'install', 'start', 'test'];

test('README names only commands and paths that exist', () => {
  expect(whatIsMissing(readFileSync('README.md', 'utf8'))).toEqual([]);
});

test('a README that promises too much is found out', () => {
  const text = [
    'Run `npm start`, `npm run fly` or `npm swim`; see [how](docs/fly.md#wings) and',
    '[elsewhere](https://example.org/docs/x.md). `src/fly.ts` is `./data/moments.db`, `/v1/push`',
    'is `text/plain`, and `fly.config.ts` is missing beside `package.json`.',
    '```sh',
    'npm run crawl -- --fast && node src/crawl.mjs',
    '```',
  ].join('\n');
  expect(whatIsMissing(text)).toEqual([
    'npm run fly',
    'npm swim',
    'npm run crawl',
    'docs/fly.md',
    'src/fly.ts',
    'fly.config.ts',
    'src/crawl.mjs',
  ]);
});

function whatIsMissing(text: string): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
  const code = [...text.matchAll(/```[^\n]*\n([\s\S]*?)```|`([^`\n]+)`/g)]
    .map(([, block, span]) => block ?? span ?? '')
    .join('\n');
  const commands = [...code.matchAll(/\bnpm (run )?([\w:-]+)/g)]
    .filter(([, run, name = '']) => {
      if (run === undefined && name !== 'start' && name !== 'test') return !NPM_OWN.includes(name);
      return !(name in scripts);
    })
    .map(([command]) => command);
  const links = [...text.matchAll(/\]\((?!\w+:|#|\/)([^)\s#]+)/g)].map(([, link = '']) => link);
  const named = code.split(/[\s"'=,;()]+/).filter(looksLikeOurPath);
  const paths = [...links, ...named].map((path) => path.replace(/^\.\//, ''));
  return [
    ...commands,
    ...paths.filter((path) => !MADE_LATER.includes(first(path)) && !existsSync(path)),
  ];
}

function looksLikeOurPath(word: string): boolean {
  if (!/^[\w.][\w./-]*$/.test(word)) return false;
  const isInFolderOfOurs = word.includes('/') && readdirSync('.').includes(first(word));
  return isInFolderOfOurs || /\w\.(tsx?|mjs|json|ya?ml|md|html)$/.test(word);
}

function first(path: string): string {
  return path.replace(/^\.\//, '').split('/')[0] ?? '';
}
