// Something said with a receipt code, and its answer.
import { randomInt, randomUUID } from 'node:crypto';
import type { DeskFlaggedList } from '../../src/contract/desk-flagged.ts';
import { freshProof, someSaid } from '../support/speaking.ts';
import { askFrom, type OpenHouse } from './open-house.ts';

export const newCode = (): string => Array.from({ length: 16 }, () => randomInt(10)).join('');

/** Nobody asks often from one address: each has one of its own. */
export const somebody = (house: OpenHouse) =>
  askFrom(house, `127.${1 + randomInt(254)}.${randomInt(255)}.${1 + randomInt(254)}`);

/** Its words are the code. Marked, so that it comes to the manager at once. */
export const sayWith = async (house: OpenHouse, receiptCode: string): Promise<void> => {
  const { secret, programmeId } = house;
  const ask = somebody(house);
  const said = someSaid({ programmeId, receiptCode, mayBeAtRisk: true, words: receiptCode });
  const body = { secret, proof: await freshProof(ask), said };
  const { status, text } = await ask('/v1/say', { body });
  if (status !== 200) throw new Error(`say: ${status} ${text}`);
};

/** The manager answers what was said with this code. */
export const answerTo = async (
  { manage }: OpenHouse,
  code: string,
  words: string,
): Promise<void> => {
  const { items } = await manage<DeskFlaggedList>('/v1/desk/flagged');
  const { momentId } = items.find(({ moment }) => moment?.words === code)!;
  await manage(`/v1/desk/moments/${momentId}/answers`, {
    entryId: randomUUID(),
    words,
    isQuestion: false,
  });
};
