import type { Installation } from '../installation.ts';
import type { Store } from '../store/store.ts';

/** Erased in one go: the list of the rest is read again after it. */
const AT_ONCE = 50;

type Means = Pick<Installation, 'store' | 'now' | 'log'>;

/**
 * Erases the words that were kept as long as the organisation says, forgets receipt codes that expired, and takes out
 * what the audit trail has kept for two years.
 *
 * @returns How many moments were erased.
 */
export const eraseWhatIsOld = async ({ store, now, log }: Means): Promise<number> => {
  const today = now().toISOString().slice(0, 10);
  let erased = 0;
  for (const organisationId of await store.organisationIds()) {
    const reads = store.of(organisationId);
    const { afterTold, afterArrival } = await reads.keepMonths();
    const before = {
      toldOn: monthsBefore(today, afterTold),
      arrivedOn: monthsBefore(today, afterArrival),
    };
    for (;;) {
      const due = await reads.tooOld(before, AT_ONCE);
      if (due.length === 0) break;
      await store.write(organisationId, async (transaction) => {
        for (const momentId of due) {
          await transaction.eraseMoment(momentId, `${today}T00:00:00.000Z`);
        }
      });
      erased += due.length;
    }
    await store.write(organisationId, (transaction) => transaction.dropReceipts(today));
    await cutTrail(store, organisationId, today);
  }
  if (erased > 0) log.info({ erased }, 'erased what was kept long enough');
  return erased;
};

/** How long the audit trail is kept. */
const KEEP_TRAIL_MONTHS = 24;
const CUT_AT_ONCE = 1000;

/** Takes whole days out of the audit trail at its beginning, which is a row of it. */
const cutTrail = async (store: Store, organisationId: string, today: string): Promise<void> => {
  const before = monthsBefore(today, KEEP_TRAIL_MONTHS);
  for (let count = CUT_AT_ONCE; count === CUT_AT_ONCE;) {
    count = await store.write(organisationId, async (transaction) => {
      const cut = await transaction.cutAudit(before, CUT_AT_ONCE);
      if (cut > 0) {
        transaction.note({
          at: `${today}T00:00:00.000Z`,
          action: 'trail_cut',
          personId: null,
          sessionId: null,
          about: null,
          count: cut,
        });
      }
      return cut;
    });
  }
};

/** The same day so many months before; the last of that month where it has no such day. */
const monthsBefore = (day: string, months: number): string => {
  const date = new Date(`${day}T00:00:00.000Z`);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last));
  return date.toISOString().slice(0, 10);
};
