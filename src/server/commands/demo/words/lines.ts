import type { MomentKind } from '../../../../contract/moment.ts';

/** Words by kind, one moment a line. A line with `{this|that}` stands for several: see variants.ts. */
export type ByKind = Readonly<Record<MomentKind, readonly string[]>>;

/** One moment a line, as plain text: people's words need no quotes and no escapes around them. */
export const lines = (text: TemplateStringsArray): string[] =>
  text
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
