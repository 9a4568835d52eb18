import { audience, momentBody } from './moment.ts';

import { id, label, z } from './schema.ts';
import {
  RECEIPT_CODE_DIGITS,
  SAID_SCHEMA,
  SEAL_OVERHEAD_BYTES,
  SEAL_SIZES,
} from './seal-bounds.ts';

const receiptCode = z.string().check(z.regex(new RegExp(`^\\d{${RECEIPT_CODE_DIGITS}}$`)));

/** What somebody said without a name: inside the seal from a handed-over phone, in the body from their own. */
export const said = z.strictObject({
  schema: z.literal(SAID_SCHEMA),
  /** Made on the phone. The same entry, sent again because the answer was lost, is the same entry. */
  entryId: id,
  words: momentBody.shape.words,
  kind: momentBody.shape.kind,
  audience: momentBody.shape.audience,
  programmeId: id,
  /** "Someone may be at risk": goes to the lead at once and is never published (A7). */
  mayBeAtRisk: z.boolean(),
  /** Where the person wanted to hear back. */
  receiptCode: z.nullable(receiptCode),
  /** The phone's date when it was said, without the time: a claim (P10). */
  day: z.iso.date(),
});
export type Said = z.infer<typeof said>;

/** Base64url without padding, as long as `bytes` bytes become. */
const base64urlLength = (bytes: number): number => Math.ceil((bytes * 4) / 3);
const SEALED_LENGTHS = SEAL_SIZES.map((size) => base64urlLength(size + SEAL_OVERHEAD_BYTES));

/** A sealed entry as it is kept on the phone and travels. */
export const sealedEntry = z.strictObject({
  /** The key of the programme that it was sealed to. */
  keyId: id,
  /** The phone's key for this one entry and the sealed text, in base64url. */
  sealed: z.string().check(
    z.regex(/^[A-Za-z0-9_-]+$/),
    z.refine((text) => SEALED_LENGTHS.includes(text.length)),
  ),
});
export type SealedEntry = z.infer<typeof sealedEntry>;

/** The secret of a programme's link: 128 bits in base64url. It stands in the fragment of the link and in a body. */
export const programmeSecret = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));

/** What a person reads before they speak, set up by a manager of the programme. */
export const formFacts = z.object({
  organisationName: label,
  programmeId: id,
  programmeName: label,
  /** Who is told at once when someone may be at risk, when they read it, and what to do in an emergency. */
  safeguarding: z.nullable(z.object({ leadName: label, hours: z.string(), emergency: z.string() })),
  /** The managers get what was said in batches, at most so many hours apart. */
  releaseHours: z.int(),
  /** How many months the words are kept after they were told back, and after they arrived. */
  keepMonths: z.object({ afterTold: z.int(), afterArrival: z.int() }),
});
export type FormFacts = z.infer<typeof formFacts>;

/** A challenge of altcha-lib as it comes, solved in a worker. */
export const challenge = z.record(z.string(), z.unknown());
/** What altcha-lib makes of a solved challenge: base64 of JSON. */
const proof = z.string().check(z.minLength(1), z.maxLength(4_096));

/** `POST /v1/say/form`: what to show for a link. */
export const formAsked = z.strictObject({ secret: programmeSecret });
export const formAnswer = z.object({ protocol: z.string(), form: formFacts, challenge });
export type FormAnswer = z.infer<typeof formAnswer>;

/** `POST /v1/say/challenge` with `{}`: each is used once, within ten minutes. */
export const challengeAnswer = z.object({ protocol: z.string(), challenge });

/** `POST /v1/say`: from a person's own phone. Answered with nothing but the protocol, also when it came before. */
export const saidOnOwnPhone = z.strictObject({ secret: programmeSecret, proof, said });

/** `POST /v1/say/sealed`: from a phone that was handed over. Answered alike. */
export const saidSealed = z.strictObject({ proof, entry: sealedEntry });

/** With pull: what a phone needs to be handed over, for each programme that can be. */
export const handOver = z.object({
  form: formFacts,
  /** Raw public key in base64url, 65 bytes. Seal to the one that came last. */
  key: z.object({ keyId: id, publicKey: z.string() }),
});
export type HandOver = z.infer<typeof handOver>;

const atReceipt = { code: receiptCode, proof };

/** `POST /v1/receipt`: what was answered. */
export const receiptAsked = z.strictObject(atReceipt);
/** `POST /v1/receipt/write-back` · `/changed` · `/audience` · `/withdraw`: answered alike for every code there could be. */
export const writtenBack = z.strictObject({ ...atReceipt, words: momentBody.shape.words });
export const didItChange = z.strictObject({
  ...atReceipt,
  changed: z.enum(['yes', 'partly', 'no']),
});
export const audienceChosen = z.strictObject({ ...atReceipt, audience });
export const withdrawnByCode = z.strictObject(atReceipt);

/** One thing that a manager wrote to the person who spoke. */
export const answerShown = z.object({
  words: z.string(),
  /** It asks something back. */
  isQuestion: z.boolean(),
  /** The date alone. */
  day: z.iso.date(),
});

/**
 * The person's own words never stand here (A6). A code that nobody has, one that has no answer yet, one that expired
 * or was withdrawn: `answers` is empty, and the bytes are the same. Filled up to one of few sizes.
 */
export const receiptAnswer = z.object({
  protocol: z.string(),
  answers: z.array(answerShown),
  filling: z.string(),
});
export type ReceiptAnswer = z.infer<typeof receiptAnswer>;
