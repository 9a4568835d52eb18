// What a phone does that gives no name: asks for a challenge, solves it, and sends what was said.

import { randomBytes, randomUUID } from 'node:crypto';
import { solveChallenge } from 'altcha-lib';
import type { Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { challengeAnswer } from '../../src/contract/say.ts';
import type { Said } from '../../src/contract/say.ts';
import type { RefusalAnswer } from '../../src/contract/refusal.ts';
import type { Answered, Sending } from './server.ts';

/** What is there to send with: a test's own app, or a server over HTTP. */
type Call = <Body = RefusalAnswer>(path: string, sending?: Sending) => Promise<Answered<Body>>;

export const someSaid = (more: Partial<Said> & { programmeId: string }): Said => ({
  schema: 1,
  entryId: randomUUID(),
  words: 'The chairs by the door are cold.',
  kind: 'improve',
  audience: 'board',
  mayBeAtRisk: false,
  receiptCode: null,
  day: '2026-11-23',
  ...more,
});

/** As a manager's page makes it: 128 bits. */
export const newProgrammeSecret = (): string => randomBytes(16).toString('base64url');

export const proofOf = async (challenge: Challenge): Promise<string> => {
  const solution = await solveChallenge({ challenge, deriveKey });
  return btoa(JSON.stringify({ challenge, solution }));
};

/** A fresh proof for the next call. */
export const freshProof = async (call: Call, headers: Record<string, string> = {}) => {
  const { body } = await call<object>('/v1/say/challenge', { body: {}, headers });
  return proofOf(challengeAnswer.parse(body).challenge as unknown as Challenge);
};

/** Says it on a person's own phone. */
export const sayIt = async (
  call: Call,
  secret: string,
  said: Said,
  headers: Record<string, string> = {},
): Promise<Answered<RefusalAnswer>> =>
  call('/v1/say', { body: { secret, proof: await freshProof(call, headers), said }, headers });
