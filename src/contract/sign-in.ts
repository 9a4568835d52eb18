import { identity, role } from './pull.ts';
import { id, instant, label, z } from './schema.ts';

/** 256 bits in base64url. */
export const linkToken = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
/** Ten characters of Crockford's base32 (50 bits), shown as XXXXX-XXXXX; spaces, dashes and case do not matter. */
export const shortCode = z.string().check(z.maxLength(24), z.regex(/^[0-9A-Za-z -]{10,}$/));

/** `POST /v1/sign-in/first` */
export const firstSetUp = z.strictObject({
  token: linkToken,
  organisation: label,
  person: label,
  programme: label,
});
export type FirstSetUp = z.infer<typeof firstSetUp>;

/** An invitation, by its link or by its short code. */
export const invitationKey = z.union([
  z.strictObject({ token: linkToken }),
  z.strictObject({ code: shortCode }),
]);
export type InvitationKey = z.infer<typeof invitationKey>;

/** `POST /v1/sign-in/look`: what the invitation says, without using it up. */
export const invitationSeen = z.object({
  protocol: z.string(),
  /** `first`: nobody has an account yet, and this link makes the organisation. */
  purpose: z.enum(['first', 'join', 'renew']),
  organisationName: z.nullable(label),
  personName: z.nullable(label),
  roles: z.array(role),
});
export type InvitationSeen = z.infer<typeof invitationSeen>;

/** `POST /v1/sign-in/code`: a short code for the same invitation, for the app on an iPhone's Home Screen. */
export const codeMade = z.object({ protocol: z.string(), code: z.string(), expiresAt: instant });
export type CodeMade = z.infer<typeof codeMade>;

/** `POST /v1/sign-in/accept` and `/first`: this device is signed in; the cookie comes beside it. */
export const signedIn = z.object({
  protocol: z.string(),
  identity,
  sessionId: id,
  /** An HMAC over the session's id. Only an answer that carries it may wipe this phone (P7). */
  wipe: z.string(),
});
export type SignedIn = z.infer<typeof signedIn>;
