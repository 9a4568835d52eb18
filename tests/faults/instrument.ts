// Loaded before anything else (`node --import`): every await of what may crash goes through `globalThis.momentsAwait`.
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { instrumented } from './awaits.ts';
import { CRASHABLE, pathOf } from './crashable.ts';

const urls = new Map(CRASHABLE.map((place) => [pathToFileURL(pathOf(place)).href, place.file]));

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const file = urls.get(url);
    if (file === undefined) return loaded;
    const source = Buffer.from(loaded.source as Uint8Array).toString();
    return { ...loaded, source: instrumented(file, source) };
  },
});
