import { sql } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Alike } from '../store.ts';
import { newestPlace } from './inbox-places.ts';

/** See store.ts. */
export const alike = async (
  engine: Engine,
  organisationId: string,
  terms: readonly string[],
  newest: number,
): Promise<Alike> => {
  const last = await newestPlace(engine, organisationId);
  const among = Math.min(newest, last);
  const after = last - among;
  const tooMany = Math.max(TOO_MANY, Math.ceil(among / 10));
  const narrow = sql`m.state in ('new', 'to-answer')`;
  const spread = new Map<string, number>();
  const holding = new Map<number, string[]>();
  for (const term of terms) {
    const within = { before: null, after, narrow, limit: tooMany + 1 };
    const found = await engine.search.matching(organisationId, [term], within);
    if (found.length > tooMany) continue;
    spread.set(term, found.length);
    for (const { position } of found) {
      const held = holding.get(position);
      if (held === undefined) holding.set(position, [term]);
      else held.push(term);
    }
  }
  return { among, spread, holding };
};

/** A word that stands in more than a tenth of them, and in more than this many, tells nothing. */
const TOO_MANY = 20;
