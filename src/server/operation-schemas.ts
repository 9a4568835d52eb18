import { momentBody, withdrawalBody } from '../contract/moment.ts';
import type { MomentBody, WithdrawalBody } from '../contract/moment.ts';
import type { Operation } from '../contract/push.ts';

/** How one released schema number reads a body into what this build knows; null when it does not fit. */
interface OperationSchema {
  readMoment(body: unknown): MomentBody | null;
  readWithdrawal(body: unknown): WithdrawalBody | null;
}

/**
 * Schema 2 added what may be left out, `mayBeAtRisk`. Under 1 it is read too: a page of an older build that is still open
 * writes under its own number all that a newer one has kept of a moment.
 */
const AS_NOW: OperationSchema = {
  readMoment: (body) => momentBody.safeParse(body).data ?? null,
  readWithdrawal: (body) => withdrawalBody.safeParse(body).data ?? null,
};

/** Every schema number that was ever released. A row stays for good: an old phone may come back any day (V1). */
export const OPERATION_SCHEMAS: Readonly<Record<number, OperationSchema>> = {
  1: AS_NOW,
  2: AS_NOW,
};

export type ReadBody =
  | { is: 'moment'; body: MomentBody }
  | { is: 'withdrawal'; body: WithdrawalBody };

/** What the operation's body says, by its schema number and kind; null when it breaks a rule. */
export const readBody = ({
  schema,
  kind,
  body,
}: Pick<Operation, 'schema' | 'kind' | 'body'>): ReadBody | null => {
  const rules = OPERATION_SCHEMAS[schema];
  const said = parse(body);
  if (rules === undefined || said === undefined) return null;
  if (kind === 'withdraw') {
    const withdrawal = rules.readWithdrawal(said);
    return withdrawal && { is: 'withdrawal', body: withdrawal };
  }
  const moment = rules.readMoment(said);
  return moment && { is: 'moment', body: moment };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
