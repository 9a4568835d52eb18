import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin, runnerImport } from 'vite';

const jsx = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } } };

// Old phones: what these browsers cannot do is written in another way by the build, light-dark() too.
const target = ['chrome100', 'firefox102', 'safari15.4'];

/**
 * The documents of design decision 12: the same app, each with the first paint that its reader needs. And the one for
 * an address where nothing is.
 */
const documents = (): Plugin => ({
  name: 'moments-documents',
  apply: 'build',
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('The build has no index.html');
      const template = String(page.source);
      const { module } = await runnerImport<typeof import('./src/app/first-paint.tsx')>(
        './src/app/first-paint.tsx',
        { configFile: false, ...jsx, plugins: [withoutStyles()] },
      );
      for (const [first, name] of Object.entries(module.DOCUMENTS)) {
        const paint = module.firstPaint(first as keyof typeof module.DOCUMENTS);
        const source = template
          .replace('<!--first paint-->', () => paint)
          .replace('<div id="app">', `<div id="app" data-first="${first}">`);
        if (name === 'index.html') page.source = source;
        else if (first !== 'missing') this.emitFile({ type: 'asset', fileName: name, source });
        else this.emitFile({ type: 'asset', fileName: name, source: withoutScripts(source) });
      }
    },
  },
});

const withoutScripts = (html: string): string =>
  html.replace(/\s*<(script|link rel="(modulepreload|manifest)")[^>]*>(<\/script>)?/g, '');

/** The first paint is drawn as markup alone; its styles come with the document. */
const withoutStyles = (): Plugin => ({
  name: 'moments-without-styles',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith('.css') ? '\0no-style' : null),
  load: (id) => (id === '\0no-style' ? '' : null),
});

/** Builds src/worker/sw.ts into /sw.js, with the list of all files that it keeps for offline. */
const serviceWorker = (): Plugin => ({
  name: 'moments-service-worker',
  apply: 'build',
  async writeBundle({ dir }) {
    const root = dir ?? 'dist';
    await buildPlainPages(root);
    const wake = await buildWake(root);
    const files = filesBelow(root).filter((file) => !isLeftOut(file));
    const precache = files.map((file) =>
      file.startsWith('assets/')
        ? `/${file}`
        : { url: `/${file}`, revision: hashOf(readFileSync(join(root, file))) },
    );
    await build({
      configFile: false,
      publicDir: false,
      logLevel: 'warn',
      define: {
        __PRECACHE__: JSON.stringify(precache),
        __WAKE__: JSON.stringify(`/${wake}`),
        'process.env.NODE_ENV': '"production"',
      },
      build: {
        target,
        write: true,
        outDir: root,
        emptyOutDir: false,
        rollupOptions: {
          input: 'src/worker/sw.ts',
          output: { format: 'iife', entryFileNames: 'sw.js' },
        },
      },
    });
  },
});

/**
 * The pages for somebody who speaks without a name. A build of their own: they share no file with the signed-in app, so
 * that neither grows by the other, and the app's worker keeps none of them.
 */
const buildPlainPages = async (root: string): Promise<void> => {
  const from = fileURLToPath(new URL('src/service-user', import.meta.url));
  await build({
    configFile: false,
    root: from,
    publicDir: false,
    logLevel: 'warn',
    ...jsx,
    plugins: [layers(), openingPaint(), ownMarks(root)],
    worker: { rollupOptions: { output: { entryFileNames: `${PLAIN}[name]-[hash].js` } } },
    build: {
      target,
      outDir: resolve(root),
      emptyOutDir: false,
      manifest: '.vite/plain.json',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rollupOptions: {
        input: ['say', 'receipt'].map((name) => join(from, `${name}.html`)),
        output: {
          entryFileNames: `${PLAIN}[hash].js`,
          chunkFileNames: `${PLAIN}[hash].js`,
          assetFileNames: `${PLAIN}[hash][extname]`,
        },
      },
    },
  });
};

/** Where the files of those pages stand: the server lets nobody keep what is there. */
const PLAIN = 'plain/';

/** The marks of those pages, apart from those of the app, which the browser may keep. */
const ownMarks = (root: string): Plugin => ({
  name: 'moments-own-marks',
  transform: {
    filter: { id: /ui.mark\.tsx$/ },
    handler: (code) => code.replace('/marks.svg', `/${PLAIN}marks.svg`),
  },
  writeBundle: () => copyFileSync('public/marks.svg', join(root, PLAIN, 'marks.svg')),
});

/** What those pages show until their script has run. */
const openingPaint = (): Plugin => ({
  name: 'moments-opening-paint',
  transformIndexHtml: async (html) => {
    const { module } = await runnerImport<typeof import('./src/app/first-paint.tsx')>(
      './src/app/first-paint.tsx',
      { configFile: false, ...jsx, plugins: [withoutStyles()] },
    );
    return html.replace('<!--first paint-->', () => module.openingPaint());
  },
});

/** What the worker sends with when no page is open: a script that it loads by itself. Resolves with its file. */
const buildWake = async (root: string): Promise<string> => {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      target,
      outDir: root,
      emptyOutDir: false,
      rollupOptions: {
        input: 'src/worker/wake-drain.ts',
        // What it exports is all that it is for.
        preserveEntrySignatures: 'strict',
        output: { format: 'iife', name: 'momentsWake', entryFileNames: 'assets/wake-[hash].js' },
      },
    },
  });
  const [chunk] = [built].flat().flatMap((bundle) => ('output' in bundle ? bundle.output : []));
  if (chunk === undefined) throw new Error('The build has no script to wake up with');
  return chunk.fileName;
};

/** Pages for strangers are no pages of the app; large icons are for the system, which fetches them itself. */
const isLeftOut = (file: string): boolean =>
  file === 'doors.html' ||
  file === 'missing.html' ||
  file === 'say.html' ||
  file === 'receipt.html' ||
  file.startsWith(PLAIN) ||
  file === 'sw.js' ||
  file.startsWith('.') ||
  // The browser keeps it with the worker.
  file.startsWith('assets/wake-') ||
  // Without signal there is nothing to take in or out.
  file.startsWith('assets/spreadsheet-worker-') ||
  /^icon.*\.png$/.test(file);

const filesBelow = (root: string, folder = root): string[] =>
  readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory()
        ? filesBelow(root, path)
        : [relative(root, path).replaceAll('\\', '/')];
    });

const hashOf = (bytes: Buffer): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 12);

/**
 * The build cuts the styles into files as it cuts the scripts, and any of them may be read first: so each says the
 * order of all layers before its own rules.
 */
const layers = (): Plugin => ({
  name: 'moments-layers',
  enforce: 'pre',
  transform: {
    filter: { id: /\.css$/ },
    handler: (css) => `@layer reset, base, parts, steps;\n${css}`,
  },
});

/**
 * The packages for spreadsheets pack and unpack in a worker that they make of text, which the content security policy
 * refuses. In ours, they do it where they are; and a file that says of itself that it would fill the memory is not
 * unpacked.
 */
const zipInPlace = (): Plugin => ({
  name: 'moments-zip-in-place',
  enforce: 'pre',
  transform: {
    filter: { id: /(unzipFromArrayBuffer|zipToArrayBuffer)\.js$/ },
    handler: (code, id) => {
      const [asked, inPlace] = id.endsWith('unzipFromArrayBuffer.js')
        ? ["import { unzip } from 'fflate';", UNZIP_IN_PLACE]
        : ["import { zip } from 'fflate';", ZIP_IN_PLACE];
      if (!code.includes(asked)) throw new Error(`${id} does not say ${asked}`);
      return code.replace(asked, inPlace);
    },
  },
});

const ZIP_IN_PLACE = `import { zipSync } from 'fflate';
const zip = (...asked) => asked.at(-1)(null, zipSync(asked[0]));`;

const UNZIP_IN_PLACE = `import { unzipSync } from 'fflate';
const MOST = 200_000_000;
const unzip = (archive, answer) => {
  let files, trouble = null, size = 0;
  const filter = ({ originalSize }) => {
    if ((size += originalSize) > MOST) throw new Error('too large');
    return true;
  };
  try { files = unzipSync(archive, { filter }); } catch (error) { trouble = error; }
  answer(trouble, files);
};`;

export default defineConfig({
  ...jsx,
  worker: { plugins: () => [zipInPlace()] },
  build: {
    manifest: true,
    target,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        // What a phone loads first is one file, and what it loads while words are typed another: cut into the pieces
        // that later screens share, they would pack worse.
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 2 },
            {
              name: 'details',
              test: /practitioner.details|ui.(chips|field)|words.(en.)?details/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  plugins: [layers(), documents(), serviceWorker()],
});
