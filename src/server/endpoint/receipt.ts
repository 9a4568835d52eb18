import { randomUUID } from 'node:crypto';
import type {
  ReceiptAnswer,
  audienceChosen,
  didItChange,
  receiptAsked,
  withdrawnByCode,
  writtenBack,
} from '../../contract/say.ts';
import type { z } from '../../contract/schema.ts';
import { PROTOCOL } from '../../contract/version.ts';
import type { Installation } from '../installation.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedWithoutName } from '../route.ts';
import type { NewThreadEntry, Receipt, WriteTransaction } from '../store/store.ts';
import { isRefusal } from './page.ts';
import { hardnessOf } from './proof.ts';

/** An answer is filled up to the smallest of these that it fits in, in bytes. Most fit in the first, as does none. */
const ANSWER_SIZES = [16_384, 65_536, 262_144, 1_048_576];
const CROWD_S = 60;

type AtReceipt = z.infer<typeof receiptAsked>;

/**
 * `POST /v1/receipt`: what was answered, and never what was said (A6). A code that nobody has takes the same work and the
 * same time as one that was not answered, and the answer has the same bytes.
 */
export const receipt = (asked: AskedWithoutName<AtReceipt>): Promise<Answer | Refusal> =>
  withCode(asked, async (codeHash) => ({
    answer: filledUp(await answersFor(asked.installation, codeHash)),
  }));

/** How long it takes until this is answered tells nothing of the code. */
const withCode = (
  asked: AskedWithoutName<AtReceipt>,
  task: (codeHash: string) => Promise<Answer>,
): Promise<Answer | Refusal> =>
  asked.installation.speaking.steps.run(async () => {
    const codeHash = await codeHashOf(asked);
    return isRefusal(codeHash) ? codeHash : task(codeHash);
  });

const codeHashOf = async ({
  body,
  installation,
  addressKey,
}: AskedWithoutName<AtReceipt>): Promise<string | Refusal> => {
  const hardness = await hardnessOf({ body, installation, addressKey });
  if (isRefusal(hardness)) return hardness;
  return (
    (await installation.speaking.receipts.of(body.code, addressKey)) ??
    refuse('too_many_tries', { retryAfterS: CROWD_S })
  );
};

/** Moments that a code leads to while it has not expired. */
const receiptsOf = async ({ store, now }: Installation, codeHash: string): Promise<Receipt[]> => {
  const today = now().toISOString().slice(0, 10);
  const found = await store.findReceipts(codeHash);
  return found.filter(({ expiresOn }) => expiresOn > today);
};

const answersFor = async (
  installation: Installation,
  codeHash: string,
): Promise<ReceiptAnswer['answers']> => {
  const { store } = installation;
  const receipts = await receiptsOf(installation, codeHash);
  const threads = await Promise.all(
    receipts.map(({ organisationId, momentId }) => store.of(organisationId).thread(momentId)),
  );
  const answers = threads
    .flat()
    .flatMap(({ from, takenBackAt, words, isQuestion, writtenAt }) =>
      from === 'manager' && takenBackAt === null
        ? [{ words, isQuestion, day: writtenAt.slice(0, 10) }]
        : [],
    );
  if (answers.length > 0) noteToldLater(installation, receipts);
  return answers;
};

/** Nobody waits for it: the answer takes no longer for it. */
const noteToldLater = (
  { store, speaking, now }: Installation,
  receipts: readonly Receipt[],
): void => {
  const day = now().toISOString().slice(0, 10);
  setImmediate(() => {
    for (const { organisationId, momentId } of receipts) {
      store
        .write(organisationId, (transaction) => transaction.markTold([momentId], day))
        .catch(() => (speaking.failed += 1));
    }
  });
};

const filledUp = (answers: ReceiptAnswer['answers']): Omit<ReceiptAnswer, 'protocol'> => {
  const bytes = Buffer.byteLength(JSON.stringify({ protocol: PROTOCOL, answers, filling: '' }));
  const size = ANSWER_SIZES.find((each) => bytes <= each) ?? bytes;
  return { answers, filling: '.'.repeat(size - bytes) };
};

/** `POST /v1/receipt/write-back`: words for the managers, beside what was said. */
export const writeBack = (
  asked: AskedWithoutName<z.infer<typeof writtenBack>>,
): Promise<Answer | Refusal> =>
  change(asked, (transaction, momentId, today) =>
    transaction.addToThread(momentId, spoken(today, asked.body.words, null)),
  );

/** `POST /v1/receipt/changed`: did it change? */
export const changed = (
  asked: AskedWithoutName<z.infer<typeof didItChange>>,
): Promise<Answer | Refusal> =>
  change(asked, (transaction, momentId, today) =>
    transaction.addToThread(momentId, spoken(today, '', asked.body.changed)),
  );

const spoken = (
  today: string,
  words: string,
  answer: NewThreadEntry['changed'],
): NewThreadEntry => ({
  entryId: randomUUID(),
  from: 'speaker',
  words,
  isQuestion: false,
  changed: answer,
  writtenAt: today,
  personId: null,
});

/** `POST /v1/receipt/audience`: narrower than before, or nothing. */
export const narrow = (
  asked: AskedWithoutName<z.infer<typeof audienceChosen>>,
): Promise<Answer | Refusal> =>
  change(asked, (transaction, momentId) =>
    transaction.narrowAudience(momentId, asked.body.audience),
  );

/** `POST /v1/receipt/withdraw`: the words are gone for good, and the code opens nothing any more. */
export const withdraw = (
  asked: AskedWithoutName<z.infer<typeof withdrawnByCode>>,
): Promise<Answer | Refusal> =>
  change(asked, (transaction, momentId, today) => transaction.eraseMoment(momentId, today));

/**
 * Does something to the moments of a code, and answers when that is on disk; for a code that nobody has, in the same
 * bytes and the same time. `today` is a date at midnight: no time of day is kept.
 */
const change = (
  asked: AskedWithoutName<AtReceipt>,
  task: (transaction: WriteTransaction, momentId: string, today: string) => Promise<unknown>,
): Promise<Answer | Refusal> =>
  withCode(asked, async (codeHash) => {
    const { store, now } = asked.installation;
    const today = `${now().toISOString().slice(0, 10)}T00:00:00.000Z`;
    for (const { organisationId, momentId } of await receiptsOf(asked.installation, codeHash)) {
      await store.write(organisationId, (transaction) => task(transaction, momentId, today));
    }
    return { answer: {} };
  });
