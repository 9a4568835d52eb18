import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { InboxFilter } from '../../../contract/desk-inbox.ts';

type Condition = RawBuilder<unknown>;

/** What a filter asks of the moment `m`, but for the words in it, which search looks for. */
export const narrowing = (filter: InboxFilter): Condition => {
  const { state, programme, group, kind, stage, audience, channel, assigned } = filter;
  const conditions: (Condition | false)[] = [
    state !== undefined && sql`m.state = ${state}`,
    programme !== undefined && sql`m.programme_id = ${programme}`,
    group !== undefined && sql`m.group_name = ${group}`,
    kind !== undefined && sql`m.kind = ${kind}`,
    stage !== undefined && sql`m.stage = ${stage}`,
    // Slugs, as JSON: no part of one is another.
    filter.principle !== undefined && sql`m.principles like ${`%"${filter.principle}"%`}`,
    audience !== undefined && sql`m.audience = ${audience}`,
    channel !== undefined && ofChannel(channel),
    // Of no index: a list is read in the order of its places, and a year would have to be sorted first.
    filter.from !== undefined && sql`(m.received_at || '') >= ${filter.from}`,
    filter.to !== undefined && sql`(m.received_at || '') < ${dayAfter(filter.to)}`,
    assigned !== undefined &&
      (assigned === 'nobody' ? sql`m.assigned_to is null` : sql`m.assigned_to = ${assigned}`),
  ];
  const asked = conditions.filter((condition) => condition !== false);
  return asked.length === 0 ? sql`1 = 1` : sql.join(asked, sql` and `);
};

const ofChannel = (channel: NonNullable<InboxFilter['channel']>): Condition =>
  channel === 'practitioner'
    ? sql`m.channel in ('practitioner', 'handed-in')`
    : sql`m.channel = ${channel}`;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Both are dates: one compares with an instant as its midnight does. */
const dayAfter = (day: string): string =>
  new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
