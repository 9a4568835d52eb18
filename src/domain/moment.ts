import type { MomentBody } from '../contract/moment.ts';
import type { OperationKind } from '../contract/push.ts';
import { narrower } from './audience.ts';

/**
 * Text as both a phone and either database can keep it: NUL and lone surrogates become U+FFFD,
 * all else stays exactly as it was typed (S8).
 */
export const wellFormed = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\u{FFFD}');

/** What one operation says about its moment. `body` is null for a withdrawal. */
export interface Saying {
  operationId: string;
  revision: number;
  kind: OperationKind;
  body: MomentBody | null;
}

/** A moment as all operations that arrived so far leave it. */
export interface Standing {
  revision: number;
  /** The operation whose words stand; where two of one revision met, the one with the smaller id. */
  operationId: string;
  /** Null once withdrawn: a tombstone, which also wins over a create that comes late. */
  body: MomentBody | null;
  /** Two phones wrote the same revision, each without knowing of the other. */
  conflicted: boolean;
}

/**
 * What a moment is after one more operation. The order of arrival does not matter (P9): withdrawal ends it,
 * else the highest revision wins, and where two have the same revision the narrower audience holds.
 */
export const settle = (standing: Standing | null, saying: Saying): Standing => {
  if (standing?.operationId === saying.operationId) return standing;
  const arrived: Standing = {
    revision: saying.revision,
    operationId: saying.operationId,
    body: saying.body,
    conflicted: false,
  };
  if (standing === null) return arrived;
  if (standing.body === null || arrived.body === null) return ended(standing, arrived);
  if (arrived.revision > standing.revision) return arrived;
  if (arrived.revision < standing.revision) return standing;
  const winner = arrived.operationId < standing.operationId ? arrived : standing;
  const audience = narrower(standing.body.audience, arrived.body.audience);
  return {
    revision: winner.revision,
    operationId: winner.operationId,
    body: { ...(winner === arrived ? arrived.body : standing.body), audience },
    conflicted: true,
  };
};

const ended = (standing: Standing, arrived: Standing): Standing => {
  const withdrawals = [standing, arrived].filter(({ body }) => body === null);
  const last = withdrawals.reduce((one, other) =>
    other.revision > one.revision ||
    (other.revision === one.revision && other.operationId < one.operationId)
      ? other
      : one,
  );
  return { ...last, conflicted: false };
};
