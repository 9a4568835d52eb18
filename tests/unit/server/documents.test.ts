import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { APP_PAGES, STRANGER_PAGES } from '../../../src/contract/addresses.ts';
import {
  openInstallation,
  type Organisation,
  type TestInstallation,
} from '../../support/installation.ts';
import { temporaryFolder } from '../../support/server.ts';

let here: TestInstallation;
let riverside: Organisation;

const FILES = {
  'index.html': '<!doctype html><title>field</title>',
  'shell.html': '<!doctype html><title>shell</title>',
  'doors.html': '<!doctype html><title>doors</title>',
  'say.html': '<!doctype html><title>say</title>',
  'receipt.html': '<!doctype html><title>receipt</title>',
  'plain/say-a1b2c3.js': 'console.log("say");',
  'missing.html': '<!doctype html><title>missing</title>',
  'sw.js': '/* worker */',
  'manifest.webmanifest': '{}',
  'assets/app-a1b2c3.js': 'console.log("app");'.repeat(200),
  'assets/app-a1b2c3.css': 'body{}',
  'icons/icon-192.png': 'not really a picture',
};

beforeAll(async () => {
  const appDir = temporaryFolder();
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(join(appDir, name, '..'), { recursive: true });
    writeFileSync(join(appDir, name), text);
  }
  writeFileSync(join(appDir, '..', 'beside.txt'), 'not for you');
  here = await openInstallation({ appDir });
  riverside = await here.organisation();
});
afterAll(() => here.close());

const get = (path: string, headers: Record<string, string> = {}) => here.get(path, headers);
const titleAt = async (path: string, cookie?: string): Promise<string | undefined> => {
  const response = await get(path, cookie === undefined ? {} : { Cookie: cookie });
  return /<title>(.*)<\/title>/.exec(await response.text())?.[1];
};

describe('pages for people who give no name', () => {
  test('[A1] are the same for whoever asks, signed in or not, and no browser keeps anything of them', async () => {
    for (const path of ['/say', '/receipt', '/plain/say-a1b2c3.js']) {
      const bare = await get(path);
      const signedIn = await get(path, { Cookie: riverside.manager.cookie });
      expect([path, bare.status, await bare.text()]).toEqual([path, 200, await signedIn.text()]);
      for (const { headers } of [bare, signedIn]) {
        expect(headers.get('Cache-Control')).toBe('no-store');
        expect(headers.get('ETag')).toBeNull();
        expect(headers.get('Set-Cookie')).toBeNull();
        const policy = headers.get('Content-Security-Policy');
        expect(policy).toContain("form-action 'none'");
        expect(policy).not.toMatch(/manifest-src|unsafe|data:/);
        expect(headers.get('Referrer-Policy')).toBe('no-referrer');
      }
    }
    expect(await titleAt('/say')).toBe('say');
    expect(await titleAt('/receipt')).toBe('receipt');
  });

  test('[A1] over HTTPS they leave no mark in the browser’s list of hosts, as the app does', async () => {
    const over = await openInstallation({ publicUrl: 'https://moments.example.org' });
    const marked = async (path: string) =>
      (await over.get(path)).headers.has('Strict-Transport-Security');
    expect(await marked('/')).toBe(true);
    for (const path of ['/say', '/receipt', '/plain/say-a1b2c3.js']) {
      expect([path, await marked(path)]).toEqual([path, false]);
    }
    await over.close();
  });

  test.each([
    '/say/',
    '/say.html',
    '/receipt.html',
    '/say/more',
    '/receipt/1234',
    '/plain/',
    '/plain/x.js',
  ])('there is none at %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe(FILES['missing.html']);
  });

  test('[A4] opening them is written down nowhere', async () => {
    const before = here.log();
    await get('/say');
    await get('/plain/say-a1b2c3.js');
    expect(here.log()).toBe(before);
  });
});

describe('documents', () => {
  test('a stranger gets the doors everywhere, never the writing field', async () => {
    for (const path of [...APP_PAGES, ...STRANGER_PAGES, '/waiting/deep/down']) {
      expect([path, await titleAt(path)]).toEqual([path, 'doors']);
    }
  });

  test('a practitioner lands on the field, a manager on the desk, with capture one tap away', async () => {
    const { practitioner, manager } = riverside;
    expect(await titleAt('/', practitioner.cookie)).toBe('field');
    expect(await titleAt('/', manager.cookie)).toBe('shell');
    expect(await titleAt('/new', practitioner.cookie)).toBe('field');
    expect(await titleAt('/new', manager.cookie)).toBe('field');
    expect(await titleAt('/waiting', practitioner.cookie)).toBe('shell');
    expect(await titleAt('/inbox/one/two', manager.cookie)).toBe('shell');
    expect(await titleAt('/join', practitioner.cookie)).toBe('doors');
  });

  test('a session that ended is a stranger', async () => {
    const { organisationId, practitioner } = riverside;
    const device = await here.device(organisationId, practitioner.personId);
    await here.call('/v1/sign-out', { cookie: device.cookie, body: {} });
    expect(await titleAt('/', device.cookie)).toBe('doors');
  });

  test('nobody keeps what depends on who asks', async () => {
    const response = await get('/');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('ETag')).toBeNull();
  });

  test.each(['/nothing', '/newer', '/assets/gone.js', '/inbox.html', '/%00', '/.env'])(
    'there is no page at %s',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(response.headers.get('Content-Type')).toContain('text/html');
      expect(await response.text()).toContain('missing');
    },
  );

  test.each([
    '/../beside.txt',
    '/assets/../../beside.txt',
    '/%2e%2e/beside.txt',
    '/..%2fbeside.txt',
    '/assets/..%2f..%2fbeside.txt',
    '/..\\beside.txt',
    '//beside.txt',
  ])('nothing beside the app is reached by %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('not for you');
  });

  test('an app that is not built says so', async () => {
    const bare = await openInstallation();
    const response = await bare.get('/');
    expect([response.status, await response.text()]).toEqual([
      503,
      expect.stringContaining('npm start'),
    ]);
    await bare.close();
  });
});

describe('files', () => {
  test('what carries its hash in its name is kept for a year, all else is asked for again', async () => {
    const cacheOf = async (path: string) => (await get(path)).headers.get('Cache-Control');
    expect(await cacheOf('/assets/app-a1b2c3.js')).toBe('public, max-age=31536000, immutable');
    for (const path of ['/sw.js', '/manifest.webmanifest', '/icons/icon-192.png', '/index.html']) {
      expect([path, await cacheOf(path)]).toEqual([path, 'no-cache']);
    }
  });

  test('what is still the same is answered with 304', async () => {
    const etag = (await get('/sw.js')).headers.get('ETag')!;
    const again = await get('/sw.js', { 'If-None-Match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get('/sw.js', { 'If-None-Match': '"other"' })).status).toBe(200);
  });

  test('text is compressed as the browser takes it, pictures are not', async () => {
    const path = '/assets/app-a1b2c3.js';
    const bytes = async (accept: string) => {
      const response = await get(path, { 'Accept-Encoding': accept });
      return {
        encoding: response.headers.get('Content-Encoding'),
        vary: response.headers.get('Vary'),
        body: Buffer.from(await response.arrayBuffer()),
      };
    };
    const br = await bytes('gzip, deflate, br, zstd');
    expect([br.encoding, br.vary]).toEqual(['br', 'Accept-Encoding']);
    expect(brotliDecompressSync(br.body).toString()).toBe(FILES['assets/app-a1b2c3.js']);
    const gzip = await bytes('gzip');
    expect(gunzipSync(gzip.body).toString()).toBe(FILES['assets/app-a1b2c3.js']);
    expect((await bytes('br;q=0, identity')).encoding).toBeNull();
    const picture = await get('/icons/icon-192.png', { 'Accept-Encoding': 'br' });
    expect(picture.headers.get('Content-Encoding')).toBeNull();
  });

  test('each has its type', async () => {
    const typeOf = async (path: string) => (await get(path)).headers.get('Content-Type');
    expect(await typeOf('/sw.js')).toBe('text/javascript; charset=utf-8');
    expect(await typeOf('/manifest.webmanifest')).toBe('application/manifest+json');
    expect(await typeOf('/assets/app-a1b2c3.css')).toBe('text/css; charset=utf-8');
    expect(await typeOf('/icons/icon-192.png')).toBe('image/png');
  });
});

test('every answer carries the security headers', async () => {
  const answers = await Promise.all(
    ['/', '/nothing', '/sw.js', '/healthz', '/v1/me', '/v1/nothing'].map((path) => get(path)),
  );
  for (const { headers } of answers) {
    const policy = headers.get('Content-Security-Policy')!;
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types moments");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.get('Permissions-Policy')).toContain('geolocation=()');
    expect(headers.get('Strict-Transport-Security')).toBeNull();
  }
});
