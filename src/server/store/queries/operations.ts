import type { Engine } from '../engine.ts';
import type { KnownOperation, KnownVersion, NewOperation, StoredOperation } from '../store.ts';

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

/** What is stored of these moments and was not kept aside, as it came. */
export const storedOf = async (
  { db, oneOf }: Engine,
  organisationId: string,
  momentIds: readonly string[],
): Promise<StoredOperation[]> => {
  const rows = await db
    .selectFrom('operation')
    .select(['operation_id', 'moment_id', 'revision', 'kind', 'schema', 'body'])
    .where('organisation_id', '=', organisationId)
    .where(oneOf('moment_id', momentIds))
    .where('status', '=', 'stored')
    .execute();
  return rows.map((row) => ({
    operationId: row.operation_id,
    momentId: row.moment_id,
    revision: row.revision,
    kind: row.kind,
    schema: row.schema,
    body: row.body,
  }));
};

/** What was said of a moment and who sent it: all that is stored, and what came under a number that was taken. */
export const versionsOf = async (
  { db }: Engine,
  organisationId: string,
  momentId: string,
): Promise<KnownVersion[]> => {
  const rows = await db
    .selectFrom('operation as o')
    .leftJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'o.organisation_id')
        .onRef('person.person_id', '=', 'o.person_id'),
    )
    .leftJoin('session', (join) =>
      join
        .onRef('session.organisation_id', '=', 'o.organisation_id')
        .onRef('session.session_id', '=', 'o.session_id'),
    )
    .select(['o.operation_id', 'o.revision', 'o.body', 'o.status', 'o.received_at'])
    .select(['person.name', 'session.device'])
    .where('o.organisation_id', '=', organisationId)
    .where('o.moment_id', '=', momentId)
    .where('o.body', 'is not', null)
    .where(({ eb, or }) => or([eb('o.status', '=', 'stored'), eb('o.code', '=', 'conflict')]))
    .orderBy('o.revision')
    .orderBy('o.received_at')
    .orderBy('o.operation_id')
    .orderBy('o.fingerprint')
    .execute();
  return rows.map((row) => ({
    operationId: row.operation_id,
    revision: row.revision,
    body: row.body!,
    receivedAt: row.received_at,
    byName: row.name,
    device: row.device,
    isSetAside: row.status === 'quarantined',
  }));
};

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
