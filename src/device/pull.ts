// Asks the endpoint what is new for this person. It is loaded after what waits was sent: nothing that is written or saved
// needs it.
import type { Change, PullAnswer } from '../contract/pull.ts';
import { PROTOCOL } from '../contract/version.ts';
import { announceChange } from './changes.ts';
import type { OutboxDatabase } from './database.ts';
import type { KnownDatabase } from './inbox.ts';
import { KEPT_AFTER_SENDING_MS, noteEpoch } from './outbox.ts';

export type PullOutcome =
  /** `serverNow` is the server's clock, in ms. */
  | { kind: 'pulled'; serverNow: number }
  | { kind: 'unknown' }
  | { kind: 'sign-in needed' }
  | { kind: 'phone lost'; wipe: string };

export interface PullMeans {
  known: KnownDatabase;
  outbox: OutboxDatabase;
  personId: string;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  now: number;
}

/** Asks for all that is new for this person, page by page; each page and its cursor are applied together (L2). */
export const pull = async (means: PullMeans): Promise<PullOutcome> => {
  const { known, outbox, personId, fetch, now } = means;
  for (;;) {
    // Where it cannot be read all is asked for, and what the outbox needs to hear is heard.
    const place = await known.get('place', 'at').catch(() => undefined);
    const cursor = place?.personId === personId ? place.cursor : null;
    const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    let answer: Partial<PullAnswer> & { code?: string; wipe?: string };
    let status: number;
    let serverNow: number;
    try {
      const response = await fetch(`/v1/pull${query}`, {
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
      });
      status = response.status;
      serverNow = Date.parse(response.headers.get('date') ?? '') || now;
      answer = (await response.json()) as typeof answer;
    } catch {
      return { kind: 'unknown' };
    }
    if (answer?.protocol !== PROTOCOL) return { kind: 'unknown' };
    if (answer.code === 'phone_lost') return { kind: 'phone lost', wipe: answer.wipe ?? '' };
    if (status === 401) return { kind: 'sign-in needed' };
    if (status === 400 && cursor !== null) {
      // A place that this server does not know.
      await forgetPulled(known);
      continue;
    }
    if (status !== 200 || !isWhole(answer) || answer.identity.personId !== personId) {
      return { kind: 'unknown' };
    }
    // First the outbox, then the place, which holds the epoch too: after a crash between the two the next answer
    // differs from the place again, and the outbox has nothing left to do (L3).
    await noteEpoch(outbox, personId, answer.epoch);
    if (cursor !== null && place?.epoch !== answer.epoch) {
      await forgetPulled(known);
      continue;
    }
    const isKept = await apply(known, answer, serverNow).then(
      () => true,
      () => false,
    );
    if (!answer.more || !isKept) return { kind: 'pulled', serverNow };
  }
};

/** All is pulled anew: what the restored database lacks must not be shown as if it were there. */
const forgetPulled = async (known: KnownDatabase): Promise<void> => {
  const tx = await known.transaction(['changes', 'place'], 'readwrite');
  await Promise.all([tx.objectStore('changes').clear(), tx.objectStore('place').clear(), tx.done]);
  announceChange();
};

const isWhole = (answer: Partial<PullAnswer>): answer is PullAnswer =>
  typeof answer.cursor === 'string' &&
  typeof answer.epoch === 'string' &&
  typeof answer.identity?.personId === 'string' &&
  Array.isArray(answer.programmes) &&
  Array.isArray(answer.changes);

const apply = async (
  known: KnownDatabase,
  { identity, programmes, changes, handOver, offered, epoch, cursor, more }: PullAnswer,
  now: number,
): Promise<void> => {
  const tx = await known.transaction(
    ['signedIn', 'programmes', 'changes', 'place', 'handOver', 'offered'],
    'readwrite',
  );
  const here = await tx.objectStore('signedIn').get('me');
  // Somebody else signed in while this was under way: it is not for them.
  if (here?.identity.personId !== identity.personId) {
    await tx.done;
    return;
  }
  const store = tx.objectStore('programmes');
  const stored = tx.objectStore('changes');
  // A person's own words stay on their phone for 30 days after they were sent, and no longer.
  const oldest = new Date(now - KEPT_AFTER_SENDING_MS).toISOString();
  const isOver = ({ receivedAt }: Change): boolean => receivedAt < oldest;
  // They are looked through once a pull, not at each of its pages.
  const over = more ? [] : (await stored.getAll()).filter(isOver);
  await Promise.all([
    tx.objectStore('signedIn').put({ ...here, identity }, 'me'),
    store.clear(),
    ...programmes.map((programme) => store.put(programme)),
    // Refreshed with each pull: a key that was retired is sealed to no more.
    ...(handOver === undefined ? [] : [tx.objectStore('handOver').clear()]),
    ...(handOver ?? []).map((each) => tx.objectStore('handOver').put(each)),
    ...(offered === undefined ? [] : [tx.objectStore('offered').put(offered, 'here')]),
    ...over.map(({ momentId }) => stored.delete(momentId)),
    ...changes.filter((change) => !isOver(change)).map((change) => stored.put(change)),
    tx.objectStore('place').put({ personId: identity.personId, epoch, cursor }, 'at'),
    tx.done,
  ]);
  announceChange();
};
