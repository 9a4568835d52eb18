// The invented sentences with what in them could identify somebody, and how well the hints find it.

import { readFileSync } from 'node:fs';
import { identifyingHints, type Hint, type HintKind } from '../../src/domain/identifying.ts';

/** `bare` is a name that nothing gives away: no pattern is meant to find it, and a hint on it is right. */
export type MarkKind = HintKind | 'bare';

interface Marked {
  text: string;
  marks: { kind: MarkKind; start: number; end: number }[];
}

export interface Score {
  /** Of what was hinted at, the part that was marked. */
  precision: number;
  /** Of what was marked, the part that was hinted at. */
  recall: number;
  marked: number;
  hinted: number;
}

const lines = readFileSync(new URL('./fixtures/identifying-sentences.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** Every third sentence is held out: no pattern is tuned on it. */
export const heldOut = lines.filter((_, at) => at % 3 === 2).map(read);
export const tunedOn = lines.filter((_, at) => at % 3 !== 2).map(read);

function read(line: string): Marked {
  const sentence: Marked = { text: '', marks: [] };
  for (const [, plain = '', kind, marked = ''] of line.matchAll(/([^{]*)(?:\{(\w+):([^}]*)\})?/g)) {
    sentence.text += plain;
    const start = sentence.text.length;
    sentence.text += marked;
    if (kind === undefined) continue;
    sentence.marks.push({ kind: kind as MarkKind, start, end: start + marked.length });
  }
  return sentence;
}

/** Numbers, e-mail addresses and postcodes have to be met exactly, all else in part. */
const EXACT: readonly string[] = ['phone', 'nhs', 'ni', 'email', 'postcode'];

const meets = (hint: Hint, mark: Marked['marks'][number]): boolean => {
  if (hint.kind !== mark.kind && !(hint.kind === 'name' && mark.kind === 'bare')) return false;
  return EXACT.includes(hint.kind)
    ? hint.start === mark.start && hint.end === mark.end
    : hint.start < mark.end && mark.start < hint.end;
};

export const scoreOf = (sentences: Marked[], kinds: readonly MarkKind[]): Score => {
  let [marked, found, hinted, right] = [0, 0, 0, 0];
  for (const { text, marks } of sentences) {
    const hints = identifyingHints(text);
    const wanted = marks.filter(({ kind }) => kinds.includes(kind));
    const given = hints.filter(({ kind }) => kinds.includes(kind));
    marked += wanted.length;
    found += wanted.filter((mark) => hints.some((hint) => meets(hint, mark))).length;
    hinted += given.length;
    right += given.filter((hint) => marks.some((mark) => meets(hint, mark))).length;
  }
  return { precision: right / hinted, recall: found / marked, marked, hinted };
};
