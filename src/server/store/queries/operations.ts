import type { Engine } from '../engine.ts';
import type { KnownOperation, NewOperation } from '../store.ts';

export const operationsById = async (
  { db, oneOf }: Engine,
  organisationId: string,
  operationIds: readonly string[],
): Promise<KnownOperation[]> => {
  const rows = await db
    .selectFrom('operation')
    .select(['operation_id', 'fingerprint', 'status', 'code', 'received_at'])
    .where('organisation_id', '=', organisationId)
    .where(oneOf('operation_id', operationIds))
    .execute();
  return rows.map((row) => ({
    operationId: row.operation_id,
    fingerprint: row.fingerprint,
    status: row.status,
    code: row.code,
    receivedAt: row.received_at,
  }));
};

export const keepOperations = async (
  { insertAll }: Engine,
  organisationId: string,
  operations: readonly NewOperation[],
): Promise<void> =>
  insertAll(
    'operation',
    operations.map((operation) => ({
      organisation_id: organisationId,
      operation_id: operation.operationId,
      fingerprint: operation.fingerprint,
      moment_id: operation.momentId,
      revision: operation.revision,
      kind: operation.kind,
      schema: operation.schema,
      digest: operation.digest,
      body: operation.body,
      status: operation.status,
      code: operation.code,
      person_id: operation.personId,
      session_id: operation.sessionId,
      received_at: operation.receivedAt,
    })),
  );

export const eraseBodies = async (
  { db, oneOf }: Engine,
  organisationId: string,
  momentIds: readonly string[],
): Promise<void> => {
  await db
    .updateTable('operation')
    .set({ body: null })
    .where('organisation_id', '=', organisationId)
    .where(oneOf('moment_id', momentIds))
    .where('body', 'is not', null)
    .where(({ eb, or }) => or([eb('kind', '!=', 'withdraw'), eb('status', '!=', 'stored')]))
    .execute();
};
