// What a person pushes and what was said without a name keep apart (A3). Loaded only when something is about to leave.
import { type SealedDatabase, askToPush, notePush, openSealed } from './sealed-outbox.ts';
import type { Push } from './transport.ts';

let opened: SealedDatabase | undefined;

/** What is sealed on this phone. */
export const sealedHere = (): SealedDatabase => (opened ??= openSealed());

/** When a push may leave, in ms. Where that cannot be read it may at once: moments are never stuck behind it. */
export const mayPushAt = (): Promise<number> => askToPush(sealedHere(), Date.now()).catch(() => 0);

/** A push that is noted when it leaves. */
export const noted =
  (push: Push): Push =>
  async (request) => {
    await notePush(sealedHere(), Date.now(), Math.random()).catch(() => undefined);
    return await push(request);
  };
