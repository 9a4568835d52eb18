import type { DeskFlagged, DeskFlaggedList } from '../../contract/desk-flagged.ts';
import { flagDueAt } from '../../domain/at-risk.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn } from '../route.ts';

/** The most of those with an outcome that are listed. */
const SETTLED_MAX = 200;

/** `GET /v1/desk/flagged?settled`: of which somebody said that someone may be at risk (A7). */
export const flaggedList = async ({
  installation: { store },
  session: { organisationId, personId },
  query,
}: AskedSignedIn<null>): Promise<Answer | Refusal> => {
  const settled = query.get('settled') ?? 'no';
  if (settled !== 'yes' && settled !== 'no') return refuse('not_valid', { field: 'settled' });
  const reads = store.of(organisationId);
  const flagged = await reads.flagged(settled === 'no');
  const voices = await reads.voices();
  const leads = new Map(voices.map((voice) => [voice.programmeId, voice.safeguarding]));
  const items = flagged
    .slice(0, settled === 'no' ? undefined : SETTLED_MAX)
    .map(async ({ programmeId, ...flag }): Promise<DeskFlagged> => {
      const lead = leads.get(programmeId) ?? null;
      return {
        ...flag,
        moment: await reads.moment(flag.momentId),
        dueAt: flagDueAt(flag.arrivedAt),
        leadName: lead?.leadName ?? null,
        isOwn: lead?.leadPersonId === personId,
      };
    });
  const answer: Omit<DeskFlaggedList, 'protocol'> = { items: await Promise.all(items) };
  return { answer };
};

/** `POST /v1/desk/flagged/:momentId/outcome`: what was done. Whoever records it stands there by name. */
export const flagOutcome = async ({
  installation: { store, now },
  session: { organisationId, personId },
  param,
  body: { outcome },
}: AskedSignedIn<{ outcome: string }>): Promise<Answer | Refusal> => {
  const isRecorded = await store.write(organisationId, (transaction) =>
    transaction.recordOutcome(param('momentId'), { outcome, personId, now: now().toISOString() }),
  );
  return isRecorded ? { answer: {} } : refuse('not_found');
};
