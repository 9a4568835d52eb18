import { draftIdOf, readDraft } from '../../device/drafts.ts';
import { listChanges } from '../../device/inbox.ts';
import { readSender } from '../../device/outbox.ts';
import { countOthersWaiting, listMoments } from '../../device/list-moments.ts';
import { type Standing, isUnsent, type ShownMoment } from '../../device/standing.ts';
import type { Phone } from '../../device/phone.ts';
import { type Arranged, arrange } from './arrange.ts';

/** All that the list of moments shows. */
export interface WaitingRoom extends Standing {
  /** Newest first. */
  moments: ShownMoment[];
  arranged: Arranged;
  /** When the oldest of what waits was saved, in ms; null where nothing waits. */
  since: number | null;
  /** Why nothing can be sent, where a person must see to it; a code of contract/refusal.ts. */
  blockedBy: string | null;
  /** A network that is there lets nothing through. */
  isForeign: boolean;
  /** How many wait here for other people (O5). */
  others: number;
  /** What is being typed for a new moment; '' for nothing. */
  draft: string;
  /** The moments whose change is begun and not saved. */
  begun: ReadonlySet<string>;
  now: number;
}

/** Reads it from this phone; nothing is asked of the server. */
export const readWaiting = async (phone: Phone): Promise<WaitingRoom> => {
  const { outbox, known, identity } = phone;
  const { personId } = identity;
  const { now } = phone.means();
  const [sender, moments, changes, others, draft, held] = await Promise.all([
    readSender(outbox, personId),
    listMoments(outbox, personId, now),
    // It can be pulled again: that it cannot be read now must not hide what waits.
    listChanges(known).catch(() => []),
    countOthersWaiting(outbox, personId),
    readDraft(outbox, draftIdOf(personId)),
    outbox.read(['moments', 'drafts'], async (tx) => ({
      here: await tx.objectStore('moments').getAllKeys(),
      drafts: await tx.objectStore('drafts').getAllKeys(),
    })),
  ]);
  const waiting = moments.filter(isUnsent).map(({ savedAt }) => savedAt);
  return {
    moments,
    unsent: waiting.length,
    attention: moments.filter(({ state }) => state === 'needs attention').length,
    isSignInNeeded: sender.signInNeeded,
    // Where the endpoint says what is wrong, it does answer.
    failures: sender.blockedBy === undefined ? sender.failures : 0,
    blockedBy: sender.blockedBy ?? null,
    isForeign: sender.isForeign ?? false,
    arranged: arrange(moments, changes, new Set(held.here), now),
    since: waiting.length === 0 ? null : Math.min(...waiting),
    others,
    draft,
    begun: new Set(
      held.drafts
        .filter((draftId) => draftId.startsWith(`${personId}/`))
        .map((draftId) => draftId.slice(personId.length + 1).split('~')[0]!),
    ),
    now,
  };
};
