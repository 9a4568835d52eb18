import type { MomentKind } from '../../../contract/moment.ts';
import type { ProgrammeKey } from './harbour-house.ts';
import type { Chance } from './seeded.ts';
import { atLength } from './words/at-length.ts';
import { dropIn } from './words/drop-in.ts';
import { familySupport } from './words/family-support.ts';
import { jobClub } from './words/job-club.ts';
import type { ByKind } from './words/lines.ts';
import { otherLanguages } from './words/other-languages.ts';
import { ourOwn } from './words/our-own.ts';
import { recoveryCafe } from './words/recovery-cafe.ts';

export interface Utterance {
  words: string;
  kind: MomentKind;
  whose: 'theirs' | 'mine';
}

const OWN: Readonly<Record<ProgrammeKey, ByKind>> = {
  dropIn,
  jobClub,
  familySupport,
  recoveryCafe,
};

/**
 * All that is ever said in a programme, each once, in the order in which it is said. Variants of one line lie far
 * apart, so that nobody meets two of them on one screen.
 */
export const utterancesOf = (programme: ProgrammeKey, chance: Chance): Utterance[] => {
  const placed: { place: number; said: Utterance }[] = [];
  const place = (
    kind: MomentKind,
    whose: Utterance['whose'],
    variants: readonly string[],
  ): void => {
    const begin = chance.next();
    variants.forEach((words, index) =>
      placed.push({ place: (index + begin) / variants.length, said: { words, kind, whose } }),
    );
  };
  const placeAll = (byKind: ByKind, whose: Utterance['whose']): void => {
    for (const [kind, lines] of Object.entries(byKind) as [MomentKind, readonly string[]][]) {
      for (const line of lines) place(kind, whose, variantsOf(line));
    }
  };
  placeAll(OWN[programme], 'theirs');
  placeAll(otherLanguages[programme], 'theirs');
  placeAll(ourOwn[programme], 'mine');
  for (const said of atLength) {
    if (said.programme === programme) place(said.kind, 'theirs', [said.words]);
  }
  return placed.toSorted((one, other) => one.place - other.place).map(({ said }) => said);
};

/**
 * `I {sing|dance}. {Badly.|Alone.}` is "I sing. Badly." and "I dance. Alone.": the choices of one line belong
 * together by their order, so that each variant is something somebody would say.
 */
export const variantsOf = (line: string): string[] => {
  const choices = [...line.matchAll(/\{([^}]*)\}/g)].map(([, text]) => text!.split('|'));
  const count = choices[0]?.length ?? 1;
  if (choices.some(({ length }) => length !== count)) {
    throw new Error(`choices of different number: ${line}`);
  }
  return Array.from({ length: count }, (_, index) =>
    line.replace(/\{([^}]*)\}/g, (_whole, text: string) => text.split('|')[index]!),
  );
};
