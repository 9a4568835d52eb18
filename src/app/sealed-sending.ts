// Sends what was said without a name on this phone: alone, without a cookie, and apart from what a person pushes (A3).
import { readSignedIn } from '../device/inbox.ts';
import { sealedHere } from '../device/push-apart.ts';
import { sendSealed } from '../device/sealed-outbox.ts';
import { aloneOnThisPhone } from '../device/sending.ts';
import { postAlone } from '../service-user/wire/post-alone.ts';
import { postProven, proveInWorker } from '../service-user/wire/proof.ts';
import type { SealedEntry } from '../contract/say.ts';
import { knownHere } from './databases.ts';

/** However long nothing is due, an open page looks again; and never in a hurry. */
const LOOK_AGAIN_MS = 5 * 60_000;
const AT_LEAST_MS = 500;

const send = async (entry: SealedEntry): Promise<'taken' | 'refused' | 'no word'> => {
  const bodyWith = (proof: string) => ({ proof, entry });
  const sent = await postProven('/v1/say/sealed', bodyWith, {
    post: postAlone,
    prove: proveInWorker,
  });
  if (sent.kind === 'answered') return 'taken';
  // All other refusals pass: too many at once, a proof that came late.
  return sent.kind === 'refused' && sent.code === 'not_taken' ? 'refused' : 'no word';
};

let timer: ReturnType<typeof setTimeout> | undefined;
let isUnderWay = false;
let isAskedAgain = false;

const look = async (isAsked: boolean): Promise<void> => {
  if (isUnderWay) {
    isAskedAgain ||= isAsked;
    return;
  }
  isUnderWay = true;
  clearTimeout(timer);
  const now = Date.now;
  const means = { database: sealedHere(), send, now, random: Math.random, alone: aloneOnThisPhone };
  // Where this phone's storage fails, it is looked at again later.
  const nextAt = await sendSealed(means, { isAsked }).catch(() => now() + LOOK_AGAIN_MS);
  isUnderWay = false;
  if (isAskedAgain) {
    isAskedAgain = false;
    return await look(true);
  }
  if (nextAt === Infinity) return;
  const waitMs = Math.min(Math.max(nextAt - now(), AT_LEAST_MS), LOOK_AGAIN_MS);
  timer = setTimeout(() => void look(false), waitMs);
};

/** The app was opened, became visible, or has signal again; or something was sealed just now. */
export const sendSealedNow = (): Promise<void> => look(true);

/** After a wipe or a sign-out there is nobody whose opening would send it. */
export const sendWithoutPerson = async (): Promise<void> => {
  const here = await readSignedIn(await knownHere()).catch(() => undefined);
  if (here === undefined) await sendSealedNow();
};
