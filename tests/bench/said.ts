// Moments as people keep them: some 20 to 400 letters, as in a real session.
import type { Operation, PushRequest } from '../../src/contract/push.ts';
import { PROTOCOL } from '../../src/contract/version.ts';
import { aMoment, operationOf } from '../support/operations.ts';

const SENTENCES = [
  'I used to sit by the door.',
  'Nobody asked me before what I would like to cook, and now I plan the whole week for the group.',
  'The letter came in words that I could not read, so I put it in the drawer and hoped.',
  'It is the first place where I am not the one who is helped.',
  'Könnten wir einmal draußen sitzen? Ich würde Stühle mitbringen.',
];

export const operations = (count: number, programmeId: string): Operation[] =>
  Array.from({ length: count }, (_, index) => {
    const words = SENTENCES.slice(0, 1 + (index % SENTENCES.length)).join(' ');
    return operationOf(aMoment({ words, programmeId, group: 'Tuesday drop-in' }));
  });

/** One push, as the bytes that travel. */
export const pushOf = (sender: string, batch: readonly Operation[]): string =>
  JSON.stringify({
    protocol: PROTOCOL,
    sender,
    pending: { count: batch.length, since: null },
    operations: [...batch],
  } satisfies PushRequest);
