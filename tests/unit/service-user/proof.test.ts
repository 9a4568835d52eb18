import { afterEach, expect, test, vi } from 'vitest';
import type { Post, Posted } from '../../../src/service-user/wire/post-alone.ts';
import { postProven, proveInWorker } from '../../../src/service-user/wire/proof.ts';

vi.mock('../../../src/service-user/wire/proof-worker.ts?worker&url', () => ({ default: '' }));

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const TAKEN: Posted = { kind: 'answered', answer: {} };
const refused = (code: string): Posted => ({ kind: 'refused', code });

/** An endpoint that answers the posts of one path in this order, and gives out challenges by number. */
const endpoint = (...answers: Posted[]) => {
  const proofs: string[] = [];
  let challenges = 0;
  const post: Post = async (path, body) => {
    if (path === '/v1/say/challenge') {
      challenges += 1;
      return { kind: 'answered', answer: { challenge: challenges } };
    }
    proofs.push((body as { proof: string }).proof);
    return answers.shift() ?? TAKEN;
  };
  return { post, proofs, prove: async (challenge: unknown) => `proof of ${String(challenge)}` };
};
const send = ({ post, prove }: ReturnType<typeof endpoint>, ready?: string) =>
  postProven('/v1/say', (proof) => ({ proof }), {
    post,
    prove,
    ready: ready === undefined ? null : Promise.resolve(ready),
  });

test('what was worked out while they wrote is used', async () => {
  const at = endpoint();
  expect(await send(at, 'ready')).toEqual(TAKEN);
  expect(at.proofs).toEqual(['ready']);
});

test('a harder proof is worked out where one is asked for, and not for ever', async () => {
  const at = endpoint(refused('proof_needed'), refused('proof_needed'));
  expect(await send(at)).toEqual(TAKEN);
  expect(at.proofs).toEqual(['proof of 1', 'proof of 2', 'proof of 3']);
  const never = endpoint(...Array.from({ length: 9 }, () => refused('proof_needed')));
  expect(await send(never)).toEqual(refused('proof_needed'));
  expect(never.proofs).toHaveLength(3);
});

test('a refusal of a proof that had waited is no last word; one of a fresh proof is', async () => {
  const at = endpoint(refused('not_taken'));
  expect(await send(at, 'old')).toEqual(TAKEN);
  expect(at.proofs).toEqual(['old', 'proof of 1']);
  const wrong = endpoint(refused('not_taken'), refused('not_taken'));
  expect(await send(wrong, 'old')).toEqual(refused('not_taken'));
  expect(wrong.proofs).toHaveLength(2);
  expect(await send(endpoint(refused('not_taken')))).toEqual(refused('not_taken'));
});

test('where no proof can be worked out, the words are not lost: no word', async () => {
  const { post } = endpoint();
  const prove = () => Promise.reject(new Error('no worker'));
  expect(await send({ post, prove, proofs: [] })).toEqual({ kind: 'no word' });
});

test('a worker that says nothing any more holds nobody up: no word, and the words stay', async () => {
  vi.useFakeTimers();
  const terminate = vi.fn<() => void>();
  const silent = class {
    addEventListener = (): void => undefined;
    postMessage = (): void => undefined;
    terminate = terminate;
  };
  vi.stubGlobal('Worker', silent);
  const sent = send({ ...endpoint(), prove: proveInWorker });
  await vi.advanceTimersByTimeAsync(90_000);
  expect(await Promise.race([sent, Promise.resolve('still waiting')])).toEqual({ kind: 'no word' });
  expect(terminate).toHaveBeenCalledOnce();
});
