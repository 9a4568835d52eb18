import { BATCH_MAX_OPERATIONS, BODY_MAX } from './limits.ts';
import { id, instant, z } from './schema.ts';

export const operationKind = z.enum(['create', 'amend', 'withdraw']);
export type OperationKind = z.infer<typeof operationKind>;

/**
 * What travels. Frozen from its first attempt on (O1): the same id always stands for the same bytes.
 * `body` is a JSON string of the whole moment, `digest` the SHA-256 of its UTF-8 bytes in lower-case hex.
 */
export const operation = z.strictObject({
  operationId: id,
  momentId: id,
  revision: z.int().check(z.gte(1), z.lte(1_000_000)),
  kind: operationKind,
  schema: z.int().check(z.gte(1), z.lte(1_000_000)),
  body: z.string().check(z.minLength(2), z.maxLength(BODY_MAX)),
  digest: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
export type Operation = z.infer<typeof operation>;

export const pushRequest = z.strictObject({
  protocol: z.string(),
  /** Whose operations these are. The endpoint refuses them under any other session (O5). */
  sender: id,
  /** What this person still holds on this phone, these operations included, and since when. */
  pending: z.strictObject({ count: z.int().check(z.gte(0)), since: z.nullable(instant) }),
  operations: z.array(operation).check(z.maxLength(BATCH_MAX_OPERATIONS)),
});
export type PushRequest = z.infer<typeof pushRequest>;

/** `stored`, `duplicate` and `quarantined` are receipts: the bytes are on the server's disk. */
export const pushStatus = z.enum(['stored', 'duplicate', 'quarantined', 'rejected', 'retry']);

export const pushResult = z.object({
  operationId: id,
  digest: z.string(),
  status: pushStatus,
  /** Why, for all but `stored` and `duplicate`; a code of refusal.ts. */
  code: z.optional(z.string()),
  /** The server's clock when it was first stored. With receipts only. */
  receivedAt: z.optional(instant),
});
export type PushResult = z.infer<typeof pushResult>;

export const pushAnswer = z.object({
  protocol: z.string(),
  /** Changes when the database was restored from a backup (L3). */
  epoch: z.string(),
  results: z.array(pushResult),
});
export type PushAnswer = z.infer<typeof pushAnswer>;
