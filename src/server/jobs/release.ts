import { randomInt } from 'node:crypto';
import { decideRelease } from '../../domain/release.ts';
import type { Installation } from '../installation.ts';
import type { WriteTransaction } from '../store/store.ts';

type Means = Pick<Installation, 'store' | 'now'>;

/**
 * Releases, for each programme whose time has come, all that is held for it, in an order that chance gives. Whoever holds
 * the database and sees the batches learns no order and no time (A4).
 */
export const releaseWhatIsDue = async ({ store, now }: Means): Promise<void> => {
  const at = now();
  for (const organisationId of await store.organisationIds()) {
    for (const waiting of await store.of(organisationId).waiting()) {
      if (decideRelease(waiting, at) === null) continue;
      await store.write(organisationId, (transaction) =>
        releaseIfDue(transaction, waiting.programmeId, at),
      );
    }
  }
};

/** The same for one programme, within a write. Resolves with whether anything is held for it still. */
export const releaseIfDue = async (
  transaction: WriteTransaction,
  programmeId: string,
  at: Date,
): Promise<boolean> => {
  const waiting = await transaction.waitingFor(programmeId);
  const decided = waiting && decideRelease(waiting, at);
  if (decided === null) return waiting !== null;
  await transaction.noteLooked(programmeId, decided);
  if (!decided.release) return true;
  await transaction.release(shuffled(await transaction.heldFor(programmeId)));
  return false;
};

/** Fisher and Yates, by the system's own chance. */
const shuffled = <Item>(items: readonly Item[]): Item[] => {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
};
