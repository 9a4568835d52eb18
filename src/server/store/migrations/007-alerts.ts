import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { inKeyOrder } from './in-key-order.ts';

/** Who is told of what, what is to be delivered, and what an organisation offers of its own. Never change it: add the next file. */
const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('alert_setting')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('email', 'text')
    .addColumn('wants_daily', 'integer', (column) => column.notNull())
    .addColumn('hour', 'integer', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .addColumn('next_daily_at', 'text')
    .addPrimaryKeyConstraint('alert_setting_key', ['organisation_id', 'person_id'])
    .execute();
  // The job looks through all organisations at once: whose hour has come.
  await db.schema
    .createIndex('alert_setting_due')
    .on('alert_setting')
    .columns(['next_daily_at'])
    .where(sql.ref('next_daily_at'), 'is not', null)
    .execute();

  await db.schema
    .createTable('webhook')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('webhook_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('shape', 'text', (column) => column.notNull())
    .addColumn('wants_daily', 'integer', (column) => column.notNull())
    .addColumn('wants_flagged', 'integer', (column) => column.notNull())
    .addColumn('hour', 'integer', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .addColumn('next_daily_at', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('gone_at', 'text')
    .addPrimaryKeyConstraint('webhook_key', ['organisation_id', 'webhook_id'])
    .execute();
  await db.schema
    .createIndex('webhook_due')
    .on('webhook')
    .columns(['next_daily_at'])
    .where(sql.ref('next_daily_at'), 'is not', null)
    .execute();

  // In no order of its own: some tell of what was said without a name.
  await inKeyOrder(db, db.schema.createTable('delivery'))
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('delivery_id', 'text', (column) => column.notNull())
    .addColumn('once', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text')
    .addColumn('webhook_id', 'text')
    .addColumn('moment_id', 'text')
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('claim', 'text')
    .addColumn('claimed_until', 'text')
    .addColumn('trouble', 'text')
    .addColumn('tried_at', 'text')
    .addColumn('looked_at', 'text')
    .addPrimaryKeyConstraint('delivery_key', ['organisation_id', 'delivery_id'])
    .addUniqueConstraint('delivery_once', ['organisation_id', 'once'])
    .execute();
  await db.schema
    .createIndex('delivery_due')
    .on('delivery')
    .columns(['due_at'])
    .where(sql.ref('state'), '=', sql.lit('waiting'))
    .execute();

  // Stages and principles where an organisation changed them, its prompts, and the groups of its programmes.
  await db.schema
    .createTable('offered')
    .addColumn('organisation_id', 'text', (column) => column.notNull())
    .addColumn('part', 'text', (column) => column.notNull())
    .addColumn('offered_id', 'text', (column) => column.notNull())
    .addColumn('programme_id', 'text')
    .addColumn('name', 'text')
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('is_retired', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('offered_key', ['organisation_id', 'part', 'offered_id'])
    .execute();
};

export const alerts = { up };
