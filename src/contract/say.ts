import { momentBody } from './moment.ts';
import { id, z } from './schema.ts';
import {
  RECEIPT_CODE_DIGITS,
  SAID_SCHEMA,
  SEAL_OVERHEAD_BYTES,
  SEAL_SIZES,
} from './seal-bounds.ts';

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
  receiptCode: z.nullable(z.string().check(z.regex(new RegExp(`^\\d{${RECEIPT_CODE_DIGITS}}$`)))),
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
