// What a phone sends, with only what matters to a test said.

import { hash, randomUUID } from 'node:crypto';
import type { MomentBody } from '../../src/contract/moment.ts';
import type { ExportFile } from '../../src/contract/export.ts';
import type { Operation } from '../../src/contract/push.ts';
import { EXPORT_FORMAT } from '../../src/contract/version.ts';

export const aMoment = (said: Partial<MomentBody> = {}): MomentBody => ({
  words: 'I used to sit by the door.',
  kind: 'celebrate',
  audience: 'team',
  whose: 'theirs',
  programmeId: '33333333-3333-4333-8333-333333333333',
  group: null,
  about: null,
  stage: null,
  principles: [],
  saidAt: '2026-11-23T11:59:00.000Z',
  ...said,
});

/** One operation with its digest. `body` may be anything that is to be sent as JSON, or the text itself. */
export const operationOf = (
  body: object | string,
  said: Partial<Omit<Operation, 'body'>> = {},
): Operation => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    operationId: randomUUID(),
    momentId: randomUUID(),
    revision: 1,
    kind: 'create',
    schema: 1,
    body: text,
    digest: hash('sha256', text),
    ...said,
  };
};

/** The file that a phone writes when it cannot send. */
export const exportOf = (
  {
    organisationId = randomUUID(),
    personId = randomUUID(),
  }: { organisationId?: string | undefined; personId?: string | undefined },
  ...operations: Operation[]
): ExportFile => ({
  format: EXPORT_FORMAT,
  organisationId,
  personId,
  personName: 'Pat',
  exportedAt: '2026-11-23T12:40:00.000Z',
  operations,
});

export const amendmentOf = (
  momentId: string,
  revision: number,
  body: MomentBody,
  said: Partial<Omit<Operation, 'body'>> = {},
): Operation => operationOf(body, { momentId, revision, kind: 'amend', ...said });

export const withdrawalOf = (
  momentId: string,
  revision: number,
  programmeId: string,
  said: Partial<Omit<Operation, 'body'>> = {},
): Operation =>
  operationOf(
    { programmeId, withdrawnAt: '2026-11-23T12:30:00.000Z' },
    { momentId, revision, kind: 'withdraw', ...said },
  );
