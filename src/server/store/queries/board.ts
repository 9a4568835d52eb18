import type { BoardMoment } from '../../../contract/board.ts';
import type { Engine } from '../engine.ts';

/** What people let the board see, newest first. What was flagged for safety is never among it (A7). */
export const boardMoments = async (
  { db }: Engine,
  organisationId: string,
  before: number | null,
  limit: number,
): Promise<{ position: number; moment: BoardMoment }[]> => {
  const rows = await db
    .selectFrom('moment as m')
    .leftJoin('programme', (join) =>
      join
        .onRef('programme.organisation_id', '=', 'm.organisation_id')
        .onRef('programme.programme_id', '=', 'm.programme_id'),
    )
    .select(['m.moment_id', 'm.words', 'm.kind', 'm.received_at', 'm.arrived_position'])
    .select('programme.name as programme_name')
    .where('m.organisation_id', '=', organisationId)
    .where('m.withdrawn_at', 'is', null)
    .where('m.audience', 'in', ['board', 'public'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('flag')
            .select('flag.moment_id')
            .whereRef('flag.organisation_id', '=', 'm.organisation_id')
            .whereRef('flag.moment_id', '=', 'm.moment_id'),
        ),
      ),
    )
    .$if(before !== null, (query) => query.where('m.arrived_position', '<', before!))
    .orderBy('m.arrived_position', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    position: Number(row.arrived_position),
    moment: {
      momentId: row.moment_id,
      words: row.words ?? '',
      kind: row.kind ?? 'idea',
      programmeName: row.programme_name ?? '',
      month: row.received_at.slice(0, 7),
    },
  }));
};
