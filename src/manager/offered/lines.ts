import { PRINCIPLES, STAGES } from '../../contract/limits.ts';
import type { ChoiceSet, DeskChoice } from '../../contract/offered.ts';
import { say } from '../../words/app.ts';

/** One stage or principle as it is edited. */
export interface Line {
  /** Tells it from the others while it has no id yet. */
  key: string;
  id: string | null;
  name: string;
}

type Part = 'stage' | 'principle';

/** The name of what Moments comes with; null for an organisation's own. */
const givenName = (part: Part, id: string | null): string | null => {
  if (part === 'stage') {
    const stage = STAGES.find((one) => one === id);
    return stage === undefined ? null : say(`stage.${stage}`);
  }
  const principle = PRINCIPLES.find((one) => one === id);
  return principle === undefined ? null : say(`principle.${principle}`);
};

export const choiceName = (part: Part, { id, name }: Pick<DeskChoice, 'id' | 'name'>): string =>
  name ?? givenName(part, id) ?? id;

export const linesOf = (part: Part, choices: readonly DeskChoice[]): Line[] =>
  choices
    .filter(({ isRetired }) => !isRetired)
    .map((choice) => ({ key: choice.id, id: choice.id, name: choiceName(part, choice) }));

/** What has the name that it comes with is sent without one, so that it is shown in each reader's language. */
export const asChosen = (part: Part, lines: readonly Line[]): ChoiceSet[] =>
  lines.map(({ id, name }): ChoiceSet => {
    const written = name.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim();
    if (id === null) return { id, name: written };
    return { id, name: written === givenName(part, id) ? null : written };
  });

export const areTwins = (names: readonly string[]): boolean =>
  new Set(names.map((name) => name.trim().normalize('NFKC').toLowerCase())).size < names.length;
