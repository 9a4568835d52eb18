// How much a guess at a receipt code learns by the time of the answer (A6): a code that somebody has, answered or not
// yet, beside codes that nobody has, one after the other in an order drawn by lot. What answers nothing must be the same
// to the byte.
//
// The figure. Of each round the difference to the code that nobody has is taken; of the median of all rounds, the
// interval that holds it at 99% confidence, by the order of the differences, which asks nothing of how they are spread.
// The end of the interval that lies farther from nought counts, of the kind where it is the greatest.
import { randomInt, randomUUID } from 'node:crypto';
import type { DeskFlaggedList } from '../../src/contract/desk-flagged.ts';
import type { Family } from '../bench/figure.ts';
import { short } from '../bench/figure.ts';
import { freshProof, someSaid } from '../support/speaking.ts';
import { askFrom, type Heard, openHouse, type OpenHouse } from './open-house.ts';

type Kind = 'not answered' | 'answered';
const KINDS: Kind[] = ['not answered', 'answered'];

export const receiptTimingOf = (isShort: boolean): Family => ({
  names: ['receipt_timing_ms'],
  run: async () => {
    const house = await openHouse();
    const rounds = isShort ? 20 : 150;
    const differences = await measure(house, rounds);
    await house.server.stop();
    const intervals = KINDS.map((kind) => medianInterval(differences[kind]));
    const value = Math.max(...intervals.flat().map(Math.abs));
    const said = KINDS.map(
      (kind, at) => `${kind} ${intervals[at]!.map(short).join(' to ')} ms from nobody's`,
    );
    return [
      {
        name: 'receipt_timing_ms',
        value,
        unit: 'ms',
        limit: 0,
        detail: `${said.join(', ')}; ${rounds} rounds; alike to the byte until there is an answer`,
        // Few rounds cannot tell so little apart.
        ...(isShort ? {} : { target: { atMost: 5 } }),
      },
    ];
  },
});

const measure = async (house: OpenHouse, rounds: number): Promise<Record<Kind, number[]>> => {
  const codes: Record<Kind, string> = { 'not answered': newCode(), answered: newCode() };
  await sayAt(house, codes['not answered']);
  await sayAt(house, codes.answered);
  await answerFirst(house, codes.answered);
  const differences: Record<Kind, number[]> = { 'not answered': [], answered: [] };
  for (let round = 0; round < rounds; round += 1) {
    const nobodys = { kind: 'nobody’s' as const, code: newCode() };
    const asked = [nobodys, ...KINDS.map((kind) => ({ kind, code: codes[kind] }))];
    const heard = new Map<string, Heard<unknown>>();
    for (const { kind, code } of asked.sort(() => Math.random() - 0.5)) {
      heard.set(kind, await receiptOf(house, code));
    }
    const without = heard.get('nobody’s')!;
    if (heard.get('not answered')!.text !== without.text) {
      throw new Error('A code that was not answered and one that nobody has are told apart');
    }
    for (const kind of KINDS) differences[kind].push(heard.get(kind)!.ms - without.ms);
  }
  return differences;
};

const newCode = (): string => Array.from({ length: 16 }, () => randomInt(10)).join('');

/** Nobody asks often from one address: each has one of its own. */
const somebody = (house: OpenHouse) =>
  askFrom(house, `127.${1 + randomInt(254)}.${randomInt(255)}.${1 + randomInt(254)}`);

const receiptOf = async (house: OpenHouse, code: string): Promise<Heard<unknown>> => {
  const ask = somebody(house);
  const proof = await freshProof(ask);
  const heard = await ask('/v1/receipt', { body: { code, proof } });
  if (heard.status !== 200) throw new Error(`receipt: ${heard.status} ${heard.text}`);
  return heard;
};

/** Marked, so that it comes to the manager at once. */
const sayAt = async (house: OpenHouse, receiptCode: string): Promise<void> => {
  const { secret, programmeId } = house;
  const ask = somebody(house);
  const said = someSaid({ programmeId, receiptCode, mayBeAtRisk: true, words: receiptCode });
  const body = { secret, proof: await freshProof(ask), said };
  const { status, text } = await ask('/v1/say', { body });
  if (status !== 200) throw new Error(`say: ${status} ${text}`);
};

const answerFirst = async ({ manage }: OpenHouse, words: string): Promise<void> => {
  const { items } = await manage<DeskFlaggedList>('/v1/desk/flagged');
  const { momentId } = items.find(({ moment }) => moment?.words === words)!;
  await manage(`/v1/desk/moments/${momentId}/answers`, {
    entryId: randomUUID(),
    words: 'We have mended it. Thank you.',
    isQuestion: false,
  });
};

/** For 99%: of `count` values, so many stand on either side of the interval (normal approximation to the binomial). */
const medianInterval = (values: readonly number[]): [number, number] => {
  const sorted = values.toSorted((one, other) => one - other);
  const outside = Math.max(0, Math.floor(values.length / 2 - 1.288 * Math.sqrt(values.length)) - 1);
  return [sorted[outside]!, sorted[values.length - 1 - outside]!];
};
