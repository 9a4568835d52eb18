import type { Audience, MomentBody } from '../contract/moment.ts';
import type { OperationKind } from '../contract/push.ts';
import { narrower } from './audience.ts';

/**
 * Text as both a phone and either database can keep it: NUL and lone surrogates become U+FFFD,
 * all else stays exactly as it was typed (S8).
 */
export const wellFormed = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\u{FFFD}');

/** What one operation says about its moment. `body` is null for a withdrawal, and of what was withdrawn. */
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
  /** A revision was written twice, each time without knowing of the other. */
  conflicted: boolean;
}

/**
 * What a moment is, of all that is known of it; the order in which that arrived does not matter (P9).
 *
 * Withdrawal ends it, else the highest revision wins; of two with one revision that with the smaller id, so that it is
 * the same one everywhere.
 *
 * A phone gives each change the number after the last that it knows. So whoever wrote a revision knew what was said at
 * each one below it, as long as that was one thing. Where two said the same revision, later ones may have known only
 * one of the two. Therefore a narrowing that stands at such a revision holds for all that follow: nothing shows that
 * whoever widened it again knew of it. And the conflict stays flagged, however many revisions follow: the other one's words
 * are nowhere else. Both end with a withdrawal only; whoever wants those words to be seen by more people keeps them
 * anew.
 *
 * @param sayings At least one. Of a withdrawn moment, bodies may be missing.
 */
export const settle = (sayings: readonly Saying[]): Standing => {
  const withdrawals = sayings.filter(({ kind }) => kind === 'withdraw');
  const isOver = withdrawals.length > 0;
  const winner = latestOf(isOver ? withdrawals : sayings);
  const { revision, operationId } = winner;
  if (isOver || winner.body === null) {
    return { revision, operationId, body: null, conflicted: false };
  }
  const forked = forkedRevisions(sayings);
  const held = [...forked].flatMap((each) => narrowedUnseen(sayings, each));
  return {
    revision,
    operationId,
    body: { ...winner.body, audience: held.reduce(narrower, winner.body.audience) },
    conflicted: forked.size > 0,
  };
};

/** The revisions that were written more than once, each time without knowing of the other. */
export const forkedRevisions = (
  sayings: readonly Pick<Saying, 'operationId' | 'revision'>[],
): Set<number> => {
  const first = new Map<number, string>();
  const forked = new Set<number>();
  for (const { operationId, revision } of sayings) {
    const known = first.get(revision) ?? operationId;
    first.set(revision, known);
    if (known !== operationId) forked.add(revision);
  }
  return forked;
};

/** Which of them stands: the highest revision, and of equal ones the smaller id. */
export const latestOf = <Said extends Pick<Saying, 'operationId' | 'revision'>>(
  sayings: readonly Said[],
): Said => sayings.reduce(later);

const later = <Said extends Pick<Saying, 'operationId' | 'revision'>>(
  one: Said,
  other: Said,
): Said => {
  if (one.revision !== other.revision) return other.revision > one.revision ? other : one;
  return other.operationId < one.operationId ? other : one;
};

/** The audience to which one of those that wrote `revision` narrowed the moment, if one did. */
const narrowedUnseen = (sayings: readonly Saying[], revision: number): Audience[] => {
  const at = (wanted: number): Audience[] =>
    sayings.flatMap((said) => (said.revision === wanted ? [said.body?.audience ?? 'team'] : []));
  const narrowest = at(revision).reduce(narrower);
  const before = at(revision - 1);
  // What did not arrive yet may have been as wide as can be.
  const known: Audience[] = before.length > 0 || revision === 1 ? before : ['public'];
  return [...known, ...at(revision)].some((one) => narrower(one, narrowest) !== one)
    ? [narrowest]
    : [];
};

/** The words in what a phone sent as a body, where any can be read; of a body that breaks rules, too. */
export const wordsIn = (body: string): string | null => {
  try {
    const said: unknown = JSON.parse(body);
    const words = typeof said === 'object' && said !== null && 'words' in said ? said.words : null;
    return typeof words === 'string' && words.trim() !== '' ? words : null;
  } catch {
    return null;
  }
};
