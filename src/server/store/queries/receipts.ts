import type { Engine } from '../engine.ts';
import type { HeldEntry, Receipt } from '../store.ts';

/** Of what is released and of what is held. */
export const findReceipts = async ({ db }: Engine, codeHash: string): Promise<Receipt[]> => {
  const rows = await db
    .selectFrom('receipt_code')
    .select(['organisation_id', 'moment_id', 'expires_on'])
    .where('code_hash', '=', codeHash)
    .unionAll(
      db
        .selectFrom('held')
        .select(['organisation_id', 'moment_id'])
        .select(({ fn, val }) => fn.coalesce('code_expires_on', val('')).as('expires_on'))
        .where('code_hash', '=', codeHash),
    )
    .execute();
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    momentId: row.moment_id,
    expiresOn: row.expires_on,
  }));
};

/** In the order in which they are released. */
export const keepReceipts = async (
  { insertAll }: Engine,
  organisationId: string,
  entries: readonly HeldEntry[],
): Promise<void> =>
  insertAll(
    'receipt_code',
    entries.flatMap(({ momentId, receipt }) =>
      receipt === null
        ? []
        : [
            {
              organisation_id: organisationId,
              code_hash: receipt.codeHash,
              moment_id: momentId,
              expires_on: receipt.expiresOn,
            },
          ],
    ),
  );

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
