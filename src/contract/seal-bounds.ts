// What both ends of a seal agree on. Without zod, so that the page that seals need not load it.

/** The sizes in bytes that a sealed text is filled up to: its length tells one of these and no more. */
export const SEAL_SIZES: readonly number[] = [1024, 2048, 4096, 8192, 16_384];

/** What a seal adds: the phone's key for this one entry (65 bytes) and the mark that finds tampering (16). */
export const SEAL_KEY_BYTES = 65;
export const SEAL_OVERHEAD_BYTES = SEAL_KEY_BYTES + 16;

/** The number of the shape of what is inside. It moves whenever `said` changes; older ones open for 180 days. */
export const SAID_SCHEMA = 1;

/** Digits of a receipt code. */
export const RECEIPT_CODE_DIGITS = 16;

/** What HPKE binds a seal to (its `info`): a seal for one key, or for another use, opens nowhere else. */
export const sealInfo = (keyId: string): string => `moments/seal/1 ${keyId}`;
