// One person of one organisation who says things to a store, straight through the one way in.

import { randomUUID } from 'node:crypto';
import type { Operation, PushResult } from '../../src/contract/push.ts';
import { accept } from '../../src/server/accept.ts';
import type { Store } from '../../src/server/store/store.ts';
import { aMoment, operationOf, withdrawalOf } from './operations.ts';

const NOON = '2026-11-23T12:00:00.000Z';

export interface Speaker {
  organisationId: string;
  personId: string;
  programmeId: string;
  /** A create, not sent yet. */
  saying(words: string): Operation;
  send(store: Store, ...operations: Operation[]): Promise<PushResult[]>;
  /** Sends a create. */
  say(store: Store, words: string): Promise<Operation>;
  withdraw(store: Store, momentId: string): Promise<PushResult[]>;
  /** What this person is shown of their own moments: the words, or null where they are withdrawn. */
  words(store: Store): Promise<Record<string, string | null>>;
}

/** Founds an organisation in `store`. The speaker outlives it, as a phone does. */
export const newSpeaker = async (store: Store): Promise<Speaker> => {
  const organisationId = randomUUID();
  const personId = randomUUID();
  const programmeId = randomUUID();
  await store.write(organisationId, async (transaction) => {
    await transaction.addOrganisation({ name: 'Riverside', createdAt: NOON });
    await transaction.addProgramme({ programmeId, name: 'Drop-in', createdAt: NOON });
    const roles = ['practitioner' as const];
    await transaction.addPerson({ personId, name: 'Pat', roles, createdAt: NOON });
  });
  const sender = { organisationId, personId, sessionId: randomUUID(), channel: 'practitioner' };
  const saying = (words: string) => operationOf(aMoment({ words, programmeId }));
  const send = (on: Store, ...operations: Operation[]) => accept(on, sender, operations, NOON);
  return {
    organisationId,
    personId,
    programmeId,
    saying,
    send,
    async say(on, words) {
      const operation = saying(words);
      await send(on, operation);
      return operation;
    },
    withdraw: (on, momentId) => send(on, withdrawalOf(momentId, 2, programmeId)),
    async words(on) {
      const changes = await on.of(organisationId).changes(personId, 0, 1_000_000);
      return Object.fromEntries(
        changes.map(({ change }) => [change.momentId, change.moment?.words ?? null]),
      );
    },
  };
};
