import { trustedScript } from '../../ui/trusted-script.ts';
import { NO_WORD, type Post, type Posted } from './post-alone.ts';
// oxlint-disable-next-line import/default -- The build makes the address of it.
import workerAddress from './proof-worker.ts?worker&url';

/** Works a challenge out; resolves with the proof that the endpoint asks for. */
export type Prove = (challenge: unknown) => Promise<string>;

/** The hardest takes an old phone some twenty seconds. A worker that the browser ended says nothing. */
const PROOF_LIMIT_MS = 90_000;

/** In a worker of its own, which ends with it. Rejects where the browser has none, or the challenge is not met in time. */
export const proveInWorker: Prove = (challenge) =>
  new Promise<string>((resolve, reject) => {
    const worker = new Worker(trustedScript(workerAddress));
    const end = (proof?: unknown): void => {
      clearTimeout(timer);
      worker.terminate();
      if (typeof proof === 'string') resolve(proof);
      else reject(new Error('No proof was found'));
    };
    const timer = setTimeout(end, PROOF_LIMIT_MS);
    worker.addEventListener('message', ({ data }) => end(data));
    worker.addEventListener('error', end);
    worker.postMessage(challenge);
  });

/** The endpoint may ask for a harder proof, or find that one came too late: so many are worked out in all. */
const PROOFS_MAX = 3;

/**
 * Posts what `bodyWith` makes of a proof. `ready` is a proof that was worked out while the person wrote; it may have
 * become too old, so that a refusal of it is no last word. Never throws.
 */
export const postProven = async (
  path: string,
  bodyWith: (proof: string) => object,
  { post, prove, ready }: { post: Post; prove: Prove; ready?: Promise<string> | null },
): Promise<Posted> => {
  try {
    let outcome: Posted = ready
      ? await post(path, bodyWith(await ready))
      : { kind: 'refused', code: 'proof_needed' };
    for (let made = ready ? 1 : 0; made < PROOFS_MAX; made += 1) {
      const isAboutProof =
        outcome.kind === 'refused' &&
        (outcome.code === 'proof_needed' || (outcome.code === 'not_taken' && ready && made === 1));
      if (!isAboutProof) return outcome;
      const asked = await post('/v1/say/challenge', {});
      if (asked.kind !== 'answered') return NO_WORD;
      outcome = await post(path, bodyWith(await prove(asked.answer['challenge'])));
    }
    return outcome;
  } catch {
    return NO_WORD;
  }
};
