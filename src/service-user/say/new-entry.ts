import type { Said } from '../../contract/say.ts';
import { SAID_SCHEMA } from '../../contract/seal-bounds.ts';
import { wellFormed } from '../../domain/moment.ts';
import { newReceiptCode } from '../../domain/receipt-code.ts';

export type Choices = Pick<Said, 'words' | 'kind' | 'audience' | 'mayBeAtRisk'> & {
  wantsCode: boolean;
};

/**
 * Makes the entry of what somebody says in one programme. Sent again because no answer came, the same words are the same
 * entry; other words are another one, since the first may have been taken.
 */
export const entryMaker = (programmeId: string): ((choices: Choices) => Said) => {
  let last: { choices: string; said: Said } | null = null;
  return (choices) => {
    const key = JSON.stringify(choices);
    if (last?.choices !== key) last = { choices: key, said: newEntry(programmeId, choices) };
    return last.said;
  };
};

const newEntry = (programmeId: string, { wantsCode, words, ...chosen }: Choices): Said => ({
  schema: SAID_SCHEMA,
  entryId: crypto.randomUUID(),
  words: wellFormed(words),
  ...chosen,
  programmeId,
  receiptCode: wantsCode ? newReceiptCode((bytes) => crypto.getRandomValues(bytes)) : null,
  day: today(new Date()),
});

/** The date of this phone's calendar, without the time. */
const today = (now: Date): string => {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};
