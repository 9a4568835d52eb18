// One person who says things, changes them and takes them back, and sends each until its receipt came: a phone's outbox
// with no phone around it, over real HTTP.

import { randomUUID } from 'node:crypto';
import type { Operation, PushResult } from '../../../src/contract/push.ts';
import type { Chance } from '../../model/chance.ts';
import { aMoment, amendmentOf, operationOf, withdrawalOf } from '../../support/operations.ts';
import { type SignedInDevice, push } from '../../support/server.ts';

const BATCH_MAX = 12;

export interface Receipt {
  operation: Operation;
  receivedAt: string;
}

export interface Sender {
  device: SignedInDevice;
  /** By operation id: all that it was ever told to be on disk. */
  receipts: Map<string, Receipt>;
  /** By moment id: the words as they were said last, null where they were taken back. */
  said: Map<string, string | null>;
  /** Sends one batch, the same again where there was no word. Rejects where there is none this time either. */
  sendBatch: (url: string) => Promise<void>;
  /** Sends what has no receipt yet, and says nothing new. */
  sendRest: (url: string) => Promise<void>;
}

export const newSender = (
  device: SignedInDevice,
  programmeId: string,
  { random }: Chance,
  /** Hears of a receipt that is another than the one before it. */
  onOtherReceipt: (before: Receipt, now: PushResult) => void,
): Sender => {
  const receipts = new Map<string, Receipt>();
  const said = new Map<string, string | null>();
  const revisions = new Map<string, number>();
  const unsent = new Map<string, Operation>();
  const oneOf = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
  const inWords = () => aMoment({ words: `Said by ${randomUUID()}.`, programmeId });

  const speak = (): Operation => {
    const what = random();
    const standing = what < 0.3 ? [...said].filter(([, words]) => words !== null) : [];
    // Of what was said lately, so that an operation often meets the one before it in the same batch.
    const momentId = oneOf(standing.slice(-6))?.[0];
    const body = inWords();
    if (momentId === undefined) {
      const operation = operationOf(body);
      said.set(operation.momentId, body.words);
      revisions.set(operation.momentId, 1);
      return operation;
    }
    const revision = revisions.get(momentId)! + 1;
    revisions.set(momentId, revision);
    const isTakenBack = what < 0.1;
    said.set(momentId, isTakenBack ? null : body.words);
    return isTakenBack
      ? withdrawalOf(momentId, revision, programmeId)
      : amendmentOf(momentId, revision, body);
  };

  const send = async (url: string, batch: readonly Operation[]): Promise<void> => {
    const { status, body } = await push(url, device, batch);
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
    const answered = new Map(body.results.map((result) => [result.operationId, result]));
    for (const operation of batch) receive(operation, answered.get(operation.operationId));
  };
  const receive = (operation: Operation, result: PushResult | undefined): void => {
    const { operationId } = operation;
    if (!['stored', 'duplicate'].includes(result?.status ?? '')) {
      throw new Error(`no receipt: ${JSON.stringify(result)}`);
    }
    const before = receipts.get(operationId);
    const receipt = { operation, receivedAt: result!.receivedAt! };
    if (before === undefined) receipts.set(operationId, receipt);
    else if (result!.status === 'stored' || before.receivedAt !== receipt.receivedAt) {
      onOtherReceipt(before, result!);
    }
    unsent.delete(operationId);
  };

  return {
    device,
    receipts,
    said,
    sendBatch: async (url) => {
      for (let more = unsent.size === 0 ? 1 + random() * BATCH_MAX : 0; more >= 1; more -= 1) {
        const operation = speak();
        unsent.set(operation.operationId, operation);
      }
      // Now and then the phone had not kept the receipt.
      const again = random() < 0.2 ? oneOf([...receipts.values()].slice(-20)) : undefined;
      await send(url, [...unsent.values(), ...(again === undefined ? [] : [again.operation])]);
    },
    sendRest: async (url) => {
      if (unsent.size > 0) await send(url, [...unsent.values()]);
    },
  };
};
