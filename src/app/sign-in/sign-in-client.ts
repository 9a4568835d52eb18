import type { RefusalCode } from '../../contract/refusal.ts';
import { refusalAnswer } from '../../contract/refusal.ts';
import {
  type CodeMade,
  type FirstSetUp,
  type InvitationKey,
  type InvitationSeen,
  type SignedIn,
  codeMade,
  invitationSeen,
  signedIn,
} from '../../contract/sign-in.ts';
import { PROTOCOL } from '../../contract/version.ts';
import { type Result, success, trouble } from '../../domain/result.ts';

/** Why signing in did not go on: the endpoint's code, or that it could not be reached. */
export type SignInTrouble = RefusalCode | 'no_answer';

interface Schema<Value> {
  safeParse: (value: unknown) => { success: true; data: Value } | { success: false };
}

const ask = async <Value>(
  path: string,
  body: object,
  schema: Schema<Value>,
): Promise<Result<Value, SignInTrouble>> => {
  try {
    const response = await fetch(`/v1/sign-in/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
      redirect: 'error',
    });
    const answer: unknown = await response.json();
    if (response.ok) {
      const parsed = schema.safeParse(answer);
      return parsed.success ? success(parsed.data) : trouble('no_answer');
    }
    const refusal = refusalAnswer.safeParse(answer);
    if (!refusal.success || refusal.data.protocol !== PROTOCOL) return trouble('no_answer');
    return trouble(refusal.data.code as RefusalCode);
  } catch {
    return trouble('no_answer');
  }
};

/** What an invitation says, without using it up. */
export const lookAt = (key: InvitationKey): Promise<Result<InvitationSeen, SignInTrouble>> =>
  ask('look', key, invitationSeen);

/** Signs this device in; the cookie comes with the answer. */
export const acceptInvitation = (key: InvitationKey): Promise<Result<SignedIn, SignInTrouble>> =>
  ask('accept', key, signedIn);

/** A short code for the same invitation, for the app on the Home Screen of an iPhone. */
export const askForCode = (token: string): Promise<Result<CodeMade, SignInTrouble>> =>
  ask('code', { token }, codeMade);

/** Makes the organisation, its first manager and its first programme. */
export const setUpFirst = (first: FirstSetUp): Promise<Result<SignedIn, SignInTrouble>> =>
  ask('first', first, signedIn);
