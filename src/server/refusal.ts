import { REFUSALS } from '../contract/refusal.ts';
import type { RefusalAnswer, RefusalCode } from '../contract/refusal.ts';
import { PROTOCOL } from '../contract/version.ts';

/** No, and why. Handlers return it as a value; app.ts alone turns it into an answer. */
export interface Refusal {
  refused: RefusalCode;
  /** With `not_valid`: the path of the first field that does not fit. */
  field?: string;
  /** With `phone_lost`: the phone's wipe word. */
  wipe?: string;
  retryAfterS?: number;
}

export const refuse = (refused: RefusalCode, more: Omit<Refusal, 'refused'> = {}): Refusal => ({
  refused,
  ...more,
});

/** How long a phone may leave a server alone whose disk is full, whose database is away, or that is just being started again. */
const RETRY_AFTER_S: Partial<Record<RefusalCode, number>> = {
  storage_full: 60,
  storage_away: 5,
  server_stopping: 5,
};

/** The one writer of refusals. It repeats nothing of what was sent. */
export const refusalResponse = ({ refused, field, wipe, retryAfterS }: Refusal): Response => {
  const answer: RefusalAnswer = {
    protocol: PROTOCOL,
    code: refused,
    ...(field === undefined ? {} : { field }),
    ...(wipe === undefined ? {} : { wipe }),
  };
  const wait = retryAfterS ?? RETRY_AFTER_S[refused];
  return Response.json(answer, {
    status: REFUSALS[refused].status,
    headers: {
      'Cache-Control': 'no-store',
      ...(wait === undefined ? {} : { 'Retry-After': String(wait) }),
    },
  });
};
