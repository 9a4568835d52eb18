import { LIVE_EVENT } from '../../contract/desk.ts';
import { PROTOCOL } from '../../contract/version.ts';
import type { AskedSignedIn } from '../route.ts';
import { mayBeLead } from '../../domain/roles.ts';
import { isDeskOpen, whoAsks } from '../session.ts';

/** Shorter than the patience of the proxies that may stand between. */
const KEEP_ALIVE_MS = 25_000;

const ARRIVED = `event: ${LIVE_EVENT}\ndata: {"protocol":"${PROTOCOL}"}\n\n`;
const KEEP_ALIVE = ': here\n\n';

/**
 * `GET /v1/desk/live`: tells an open desk that something changed, and nothing of what. Ends with the session and
 * with the server.
 */
export const live = async ({
  installation,
  session: { organisationId },
  cookie,
}: AskedSignedIn<null>): Promise<Response> => {
  const { store, stopping, now } = installation;
  const bytes = new TextEncoder();
  let owed = false;
  let stopListening = (): void => {};
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string): void => controller.enqueue(bytes.encode(text));
        const isBehind = (): boolean => (controller.desiredSize ?? 0) <= 0;
        const end = (): void => {
          stopListening();
          controller.close();
        };
        const endUnlessSignedIn = async (): Promise<void> => {
          const asking = await whoAsks(installation, cookie).catch(() => null);
          const mayListen =
            asking?.is === 'signed-in' &&
            mayBeLead(asking.session.roles) &&
            isDeskOpen(asking.session, now());
          if (!mayListen && isListening) end();
        };
        const forgetCommits = store.onCommit((notice) => {
          if (notice.organisationId !== organisationId) return;
          if (notice.what === 'sessions') void endUnlessSignedIn();
          if (notice.what !== 'moments') return;
          // Who reads slowly is owed one event, not all of them.
          if (isBehind()) owed = true;
          else send(ARRIVED);
        });
        const timer = setInterval(() => {
          if (!isBehind()) send(KEEP_ALIVE);
          void endUnlessSignedIn();
        }, KEEP_ALIVE_MS);
        let isListening = true;
        stopListening = () => {
          isListening = false;
          forgetCommits();
          clearInterval(timer);
          stopping.removeEventListener('abort', end);
        };
        stopping.addEventListener('abort', end);
        send(KEEP_ALIVE);
      },
      pull(controller) {
        if (!owed) return;
        owed = false;
        controller.enqueue(bytes.encode(ARRIVED));
      },
      cancel: () => stopListening(),
    },
    { highWaterMark: 8 },
  );
  return new Response(stream, {
    headers: {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    },
  });
};
