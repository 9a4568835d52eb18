// Only routes events. It keeps the files of one build and opens every page of the signed-in app without signal. It
// answers GET alone (WebKit sends an empty body when a worker repeats a POST), never the API, and never a page for
// strangers or for somebody who speaks without a name.
import {
  addRoute,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precache,
} from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { APP_PAGES, FIELD_PAGES, isPageOf } from '../contract/addresses.ts';
import { WAKE_TAG } from '../device/wake-tag.ts';
import { opensWithField } from './landing.ts';
import { PRECACHE } from './precache.ts';
import { canWake, loadWake } from './wake.ts';

declare const self: ServiceWorkerGlobalScope;

precache(PRECACHE);
cleanupOutdatedCaches();

const field = createHandlerBoundToURL('/index.html');
const frame = createHandlerBoundToURL('/shell.html');

registerRoute(
  ({ request, url, sameOrigin }) =>
    sameOrigin && request.mode === 'navigate' && isPageOf(APP_PAGES, url.pathname),
  async (options) => {
    const { pathname } = options.url;
    const opensField = FIELD_PAGES.includes(pathname) && (await opensWithField(pathname));
    return await (opensField ? field : frame)(options);
  },
);

// No clean URLs and no directory index: `/say` must never be answered from here.
addRoute({ cleanURLs: false, directoryIndex: '', ignoreURLParametersMatching: [] });

// Without it this worker could never wake up: then it is not installed, and the next page tries again.
self.addEventListener('install', (event) => {
  if (canWake()) event.waitUntil((async () => void loadWake())());
});

// Not every browser has it, so TypeScript does not know it.
self.addEventListener('sync' as 'message', (event: ExtendableEvent) => {
  if ((event as Partial<{ tag: string }>).tag === WAKE_TAG) {
    event.waitUntil(loadWake().wakeDrain());
  }
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
