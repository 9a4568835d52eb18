import { hash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const WORTH_COMPRESSING = new Set([
  '.css',
  '.html',
  '.js',
  '.json',
  '.map',
  '.svg',
  '.txt',
  '.webmanifest',
]);
const A_YEAR_S = 365 * 24 * 3600;

/** Below it, every name carries the hash of its content. */
export const ASSETS = '/assets/';

/** The built app in memory, by the path under which it is asked for. A path that is not a key does not exist. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

export class StaticFile {
  readonly #path: string;
  readonly #bytes: Buffer<ArrayBuffer>;
  readonly #etag: string;
  readonly #compressed = new Map<string, Promise<Buffer<ArrayBuffer>>>();

  constructor(path: string, bytes: Buffer<ArrayBuffer>) {
    this.#path = path;
    this.#bytes = bytes;
    this.#etag = `W/"${hash('sha256', bytes).slice(0, 20)}"`;
  }

  get bytes(): Buffer<ArrayBuffer> {
    return this.#bytes;
  }

  /**
   * As a file of its own: for good where its name carries its hash, else asked again each time and answered with
   * 304 while it is the same.
   */
  async answer(request: Request): Promise<Response> {
    const isHashed = this.#path.startsWith(ASSETS);
    const headers = {
      'Cache-Control': isHashed ? `public, max-age=${A_YEAR_S}, immutable` : 'no-cache',
      ETag: this.#etag,
    };
    const known = request.headers
      .get('If-None-Match')
      ?.split(',')
      .map((tag) => tag.trim());
    if (known?.includes(this.#etag)) return new Response(null, { status: 304, headers });
    return this.#respond(request, headers);
  }

  /** As the document at a page's address: which one that is depends on who asks, so that nothing may keep it. */
  answerAsDocument(request: Request, status: number): Promise<Response> {
    return this.#respond(request, { 'Cache-Control': 'no-store' }, status);
  }

  async #respond(
    request: Request,
    headers: Record<string, string>,
    status = 200,
  ): Promise<Response> {
    const extension = extname(this.#path);
    const encoding = WORTH_COMPRESSING.has(extension) ? encodingFor(request) : null;
    const body = encoding === null ? this.#bytes : await this.#compress(encoding);
    return new Response(body, {
      status,
      headers: {
        ...headers,
        'Content-Type': TYPES[extension] ?? 'application/octet-stream',
        'Content-Length': String(body.byteLength),
        Vary: 'Accept-Encoding',
        ...(encoding === null ? {} : { 'Content-Encoding': encoding }),
      },
    });
  }

  /** Once for each encoding, when it is first asked for. */
  #compress(encoding: Encoding): Promise<Buffer<ArrayBuffer>> {
    const known = this.#compressed.get(encoding);
    if (known !== undefined) return known;
    const compressed = COMPRESS[encoding](this.#bytes);
    this.#compressed.set(encoding, compressed);
    return compressed;
  }
}

type Encoding = 'br' | 'gzip';

const COMPRESS: Record<Encoding, (bytes: Buffer) => Promise<Buffer<ArrayBuffer>>> = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

const encodingFor = (request: Request): Encoding | null => {
  const accepted = request.headers.get('Accept-Encoding') ?? '';
  const takes = (name: string): boolean =>
    new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))`).test(accepted);
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : null;
};

/** Reads everything below `folder`. An app that is not built yet is an empty map. */
export const loadStaticFiles = async (folder: string): Promise<Map<string, StaticFile>> => {
  const files = new Map<string, StaticFile>();
  for (const file of await listFiles(folder)) {
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    files.set(path, new StaticFile(path, await readFile(file)));
  }
  return files;
};

const listFiles = async (folder: string): Promise<string[]> => {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};
