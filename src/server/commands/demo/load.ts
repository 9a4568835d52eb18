import { hash, randomUUID } from 'node:crypto';
import type { Operation, OperationKind } from '../../../contract/push.ts';
import { OPERATION_SCHEMA } from '../../../contract/version.ts';
import { accept } from '../../accept.ts';
import type { Store } from '../../store/store.ts';
import { WAITING_PHONE } from './harbour-house.ts';
import { moveIn } from './move-in.ts';
import type { House } from './move-in.ts';
import { storyUpTo } from './story.ts';
import type { Told } from './story.ts';

interface Happening {
  at: string;
  happen(): Promise<void>;
}

/** What one phone sent at one time. */
interface Batch {
  at: string;
  by: string;
  operations: Operation[];
}

interface Sitting {
  at: string;
  by: string;
  read: { momentId: string; at: string }[];
}

/**
 * Fills an empty store with Harbour House: people and programmes, then nine months of moments as their phones sent
 * them, each batch at the server's clock of its time and through the one way in.
 *
 * @param today Nothing that is made lies after the midnight before it.
 */
export const loadHarbourHouse = async (store: Store, today: Date): Promise<House> => {
  const house = await moveIn(store, today);
  const story = storyUpTo(today);
  const happenings = [
    ...batchesOf(house, story).map((batch) => pushing(store, house, batch)),
    ...sittingsOf(story).map((sitting) => reading(store, house, sitting)),
  ];
  // The store takes writes in the order in which they are asked for, many to a commit: to wait for each would cost a
  // commit each.
  await Promise.all(
    happenings
      .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
      .map(({ happen }) => happen()),
  );
  return house;
};

const batchesOf = (house: House, story: readonly Told[]): Batch[] => {
  const batches = new Map<string, Batch>();
  const add = (at: string, by: string, operation: Operation): void => {
    const batch = batches.get(`${at} ${by}`) ?? { at, by, operations: [] };
    batch.operations.push(operation);
    batches.set(`${at} ${by}`, batch);
  };
  for (const { momentId, programme, by, body, receivedAt, amended, withdrawnAt } of story) {
    const programmeId = house.programmeIds[programme];
    const first = amended?.before ?? body;
    add(receivedAt, by, operationOf(momentId, 1, 'create', { ...first, programmeId }));
    if (amended !== null) {
      const whole = { ...body, programmeId };
      add(amended.receivedAt, by, operationOf(momentId, 2, 'amend', whole));
    }
    if (withdrawnAt !== null) {
      add(withdrawnAt, by, operationOf(momentId, 2, 'withdraw', { programmeId, withdrawnAt }));
    }
  }
  return [...batches.values()];
};

const operationOf = (
  momentId: string,
  revision: number,
  kind: OperationKind,
  said: object,
): Operation => {
  const body = JSON.stringify(said);
  return {
    operationId: randomUUID(),
    momentId,
    revision,
    kind,
    schema: OPERATION_SCHEMA,
    body,
    digest: hash('sha256', body),
  };
};

const pushing = (store: Store, house: House, { at, by, operations }: Batch): Happening => ({
  at,
  async happen() {
    const sender = { ...house.people[by]!, channel: 'practitioner' };
    const more = by === WAITING_PHONE.of ? WAITING_PHONE.count : 0;
    const pending = { count: operations.length + more, since: at };
    const results = await accept(store, sender, operations, at, pending);
    const wrong = results.find(({ status }) => status !== 'stored');
    if (wrong !== undefined) throw new Error(`the demo's own words: ${wrong.status} ${wrong.code}`);
  },
});

/** A manager reads what has come, one after the other. */
const sittingsOf = (story: readonly Told[]): Sitting[] => {
  const sittings = new Map<string, Sitting>();
  for (const { momentId, seen } of story) {
    if (seen === null) continue;
    const { by, at } = seen;
    const key = `${at.slice(0, 10)} ${by}`;
    const sitting = sittings.get(key) ?? { at, by, read: [] };
    sitting.read.push({ momentId, at });
    if (at > sitting.at) sitting.at = at;
    sittings.set(key, sitting);
  }
  return [...sittings.values()];
};

const reading = (store: Store, house: House, { at, by, read }: Sitting): Happening => ({
  at,
  happen: () =>
    store.write(house.organisationId, async (transaction) => {
      const { personId, sessionId } = house.people[by]!;
      for (const { momentId, at: seenAt } of read) {
        // False where it was taken back meanwhile: then nobody reads it.
        await transaction.markSeen(momentId, personId, seenAt);
      }
      await transaction.noteContact(sessionId, { at });
    }),
});
