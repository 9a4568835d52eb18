// A house with many moments, laid straight into the store, since sending them would take hours.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { MomentBody } from '../../src/contract/moment.ts';
import { found } from '../../src/server/set-up.ts';
import type { SqliteStore } from '../../src/server/store/sqlite.ts';
import type { KnownMoment, Store } from '../../src/server/store/store.ts';
import type { Place } from '../support/place.ts';

const AT_ONCE = 1000;
const MINUTE_MS = 60_000;
const PROGRAMMES = 12;

/** A thousand words that sound like none, and a few that everybody says. */
const COMMON = 'the and we to it is was they not for very session good group today'.split(' ');
/** One of those that hardly any moment has. */
export const RARE_WORD = 'w63z';
const RARE = Array.from({ length: 1000 }, (_, index) => `w${(index * 7919).toString(36)}`);

const wordsOf = (index: number): string =>
  Array.from({ length: 24 }, (_, at) => {
    const chance = (index * 31 + at * 17) % 100;
    return chance < 60
      ? COMMON[chance % COMMON.length]
      : RARE[(index * 13 + at * 101) % RARE.length];
  }).join(' ');

const KINDS = ['celebrate', 'improve', 'idea'] as const;
const AUDIENCES = ['team', 'team', 'board', 'public'] as const;
const STAGES = [null, 'joining', 'during', 'leaving', 'after'] as const;

export interface ManyMoments {
  organisationId: string;
  managerId: string;
  programmeIds: string[];
}

/** All but the newest hundred are seen, and every third good one of those is answered. */
export const layMoments = async (
  place: Place,
  store: Store,
  count: number,
): Promise<ManyMoments> => {
  const organisationId = randomUUID();
  // It need not outlive a power cut, and there is room.
  if ('writer' in store) {
    (store as SqliteStore).writer.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000');
  }
  const begin = Date.parse('2026-11-23T12:00:00.000Z') - count * MINUTE_MS;
  const { personId, programmeIds } = await store.write(organisationId, async (transaction) => {
    const first = await found(
      transaction,
      { organisation: 'Harbour House', person: 'Rosa', programme: 'Programme 0' },
      new Date(begin).toISOString(),
    );
    const ids = [first.programmeId];
    for (let index = 1; index < PROGRAMMES; index += 1) {
      const programmeId = randomUUID();
      ids.push(programmeId);
      const name = `Programme ${index}`;
      await transaction.addProgramme({ programmeId, name, createdAt: '' });
    }
    return { personId: first.personId, programmeIds: ids };
  });
  for (let from = 0; from < count; from += AT_ONCE) {
    const some = Math.min(AT_ONCE, count - from);
    await store.write(organisationId, async (transaction) => {
      const first = await transaction.takePositions(some);
      const moments = Array.from({ length: some }, (_, index) =>
        momentAt(from + index, first + index, begin, personId, programmeIds),
      );
      await transaction.putMoments(moments);
    });
  }
  const db = place.openDatabase();
  await sql`update moment set seen_at = received_at, state = case
    when kind = 'celebrate' and arrived_position % 3 = 0 then 'answered' else 'to-answer' end
    where arrived_position <= ${count - 100}`.execute(db);
  await sql`delete from tally`.execute(db);
  await sql`insert into tally (organisation_id, programme_id, kind, state, count)
    select organisation_id, programme_id, kind, state, count(*) from moment group by 1, 2, 3, 4`.execute(
    db,
  );
  await db.destroy();
  // SQLite knows all that it needs to.
  if (!('writer' in store)) await place.rows('vacuum analyze');
  return { organisationId, managerId: personId, programmeIds };
};

const momentAt = (
  index: number,
  position: number,
  begin: number,
  personId: string,
  programmeIds: readonly string[],
): KnownMoment => {
  const at = new Date(begin + index * MINUTE_MS).toISOString();
  const pick = <Value>(from: readonly Value[], by: number): Value =>
    from[Math.floor(index / by) % from.length]!;
  const programmeId = pick(programmeIds, 1);
  const body: MomentBody = {
    words: wordsOf(index),
    kind: pick(KINDS, 5),
    audience: pick(AUDIENCES, 7),
    whose: 'theirs',
    programmeId,
    group: index % 4 === 0 ? `Group ${index % 40}` : null,
    about: null,
    stage: pick(STAGES, 3),
    principles: index % 5 === 0 ? ['networks'] : [],
    saidAt: at,
  };
  return {
    momentId: randomUUID(),
    personId,
    channel: index % 6 === 0 ? 'own-phone' : 'practitioner',
    programmeId,
    standing: { revision: 1, operationId: randomUUID(), body, conflicted: false },
    receivedAt: at,
    withdrawnAt: null,
    arrivedPosition: position,
    changedPosition: position,
  };
};
