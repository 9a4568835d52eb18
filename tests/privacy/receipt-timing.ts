// How much a guess at a receipt code learns by the time of the answer (A6): a code that somebody has, answered or not
// yet, beside codes that nobody has, one after the other in an order drawn by lot. What answers nothing must be the same
// to the byte.
//
// The figure. Waiting for a busy machine only ever adds: what tells most is how fast the faster ones are. So the first
// quarter's end is taken of each kind and of nobody's, and the difference; and by drawing the rounds again 2,000 times,
// the interval that holds it at 99% confidence. The end of it that lies farther from nought counts, of the kind where it
// is the greatest.
import type { Family } from '../bench/figure.ts';
import { short } from '../bench/figure.ts';
import { chanceOf } from '../model/chance.ts';
import { freshProof } from '../support/speaking.ts';
import { answerTo, newCode, sayWith, somebody } from './answered-code.ts';
import { type Heard, openHouse, type OpenHouse } from './open-house.ts';

type Kind = 'not answered' | 'answered';
const KINDS: readonly Kind[] = ['not answered', 'answered'];
/** What comes nearer than that, nobody tells apart over a network. */
const ALIKE_MS = 5;

type Took = Record<Kind | 'nobodys', number[]>;

export const receiptTimingOf = (isShort: boolean): Family => ({
  names: ['receipt_timing_ms'],
  run: async () => {
    const house = await openHouse();
    const rounds = isShort ? 20 : 150;
    const took = await measure(house, rounds);
    await house.server.stop();
    const intervals = KINDS.map((kind) => intervalOf(took[kind], took.nobodys));
    const value = Math.max(...intervals.flat().map(Math.abs));
    const said = KINDS.map(
      (kind, at) => `${kind} ${intervals[at]!.map(short).join(' to ')} ms from nobody's`,
    );
    return [
      {
        name: 'receipt_timing_ms',
        value,
        unit: 'ms',
        limit: ALIKE_MS,
        ratio: value / ALIKE_MS,
        detail: `${said.join(', ')}; ${rounds} rounds; alike to the byte until there is an answer`,
        // Few rounds cannot tell so little apart.
        ...(isShort ? {} : { target: { atMost: ALIKE_MS } }),
      },
    ];
  },
});

/** How long each took, round by round; ms. */
const measure = async (house: OpenHouse, rounds: number): Promise<Took> => {
  const codes = { 'not answered': newCode(), answered: newCode() };
  await sayWith(house, codes['not answered']);
  await sayWith(house, codes.answered);
  await answerTo(house, codes.answered, 'We have mended it. Thank you.');
  const took: Took = { 'not answered': [], answered: [], nobodys: [] };
  for (let round = 0; round < rounds; round += 1) {
    const texts = { 'not answered': '', answered: '', nobodys: '' };
    const asked = shuffled([...KINDS, 'nobodys'] as const);
    for (const kind of asked) {
      const code = kind === 'nobodys' ? newCode() : codes[kind];
      const { ms, text } = await receiptOf(house, code);
      took[kind].push(ms);
      texts[kind] = text;
    }
    if (texts['not answered'] !== texts.nobodys) {
      throw new Error('A code that was not answered and one that nobody has are told apart');
    }
  }
  return took;
};

const shuffled = <Item>(items: readonly Item[]): Item[] =>
  items
    .map((item) => ({ item, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);

const receiptOf = async (house: OpenHouse, code: string): Promise<Heard<unknown>> => {
  const ask = somebody(house);
  const proof = await freshProof(ask);
  const heard = await ask('/v1/receipt', { body: { code, proof } });
  if (heard.status !== 200) throw new Error(`receipt: ${heard.status} ${heard.text}`);
  return heard;
};

const AGAIN = 2000;

/** Holds the difference of the first quarters' ends, at 99% confidence. */
const intervalOf = (ours: readonly number[], nobodys: readonly number[]): [number, number] => {
  const { random } = chanceOf(1);
  const differences = Array.from({ length: AGAIN }, () => {
    const rounds = ours.map(() => Math.floor(random() * ours.length));
    return quarter(rounds.map((at) => ours[at]!)) - quarter(rounds.map((at) => nobodys[at]!));
  }).sort((one, other) => one - other);
  const outside = Math.floor(AGAIN * 0.005);
  return [differences[outside]!, differences[AGAIN - 1 - outside]!];
};

const quarter = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 2]!;
