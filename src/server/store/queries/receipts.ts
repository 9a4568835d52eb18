import type { Engine } from '../engine.ts';
import type { Receipt } from '../store.ts';

export const findReceipts = async ({ db }: Engine, codeHash: string): Promise<Receipt[]> => {
  const rows = await db
    .selectFrom('receipt_code')
    .select(['organisation_id', 'moment_id', 'expires_on'])
    .where('code_hash', '=', codeHash)
    .execute();
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    momentId: row.moment_id,
    expiresOn: row.expires_on,
  }));
};

export const keepReceipt = async (
  { db }: Engine,
  organisationId: string,
  { codeHash, momentId, expiresOn }: { codeHash: string; momentId: string; expiresOn: string },
): Promise<void> => {
  await db
    .insertInto('receipt_code')
    .values({
      organisation_id: organisationId,
      code_hash: codeHash,
      moment_id: momentId,
      expires_on: expiresOn,
    })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'code_hash', 'moment_id']).doNothing(),
    )
    .execute();
};

export const dropReceipts = async (
  { db }: Engine,
  organisationId: string,
  today: string,
): Promise<number> => {
  const { numDeletedRows } = await db
    .deleteFrom('receipt_code')
    .where('organisation_id', '=', organisationId)
    .where('expires_on', '<=', today)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
};
