import { randomUUID } from 'node:crypto';
import type { Engine } from '../engine.ts';

/** The database's epoch (L3), made when it has none yet. */
export const epochOf = async ({ db }: Engine): Promise<string> => {
  await db
    .insertInto('installation')
    .values({ id: 1, epoch: randomUUID(), created_at: new Date().toISOString() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const { epoch } = await db
    .selectFrom('installation')
    .select('epoch')
    .where('id', '=', 1)
    .executeTakeFirstOrThrow();
  return epoch;
};

/** Phones that meet another epoch than before offer again what they sent of late (L3). */
export const newEpoch = async ({ db }: Engine): Promise<void> => {
  const epoch = randomUUID();
  await db
    .insertInto('installation')
    .values({ id: 1, epoch, created_at: new Date().toISOString() })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ epoch }))
    .execute();
};
