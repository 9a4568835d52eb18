import type { Audience, MomentBody, MomentKind } from '../../../contract/moment.ts';
import type { Chance } from './seeded.ts';

export type Details = Pick<MomentBody, 'audience' | 'about' | 'stage' | 'principles'>;

/** What most moments have: they were saved in two taps, and nobody added anything. */
export const noDetails: Details = { audience: 'team', about: null, stage: null, principles: [] };

const AUDIENCES: Readonly<Record<MomentKind, readonly Audience[]>> = {
  celebrate: ['team', 'team', 'team', 'board', 'public', 'public'],
  improve: ['team', 'team', 'team', 'team', 'team', 'board'],
  idea: ['team', 'team', 'team', 'board', 'public'],
};

const STAGES: readonly [string, RegExp][] = [
  [
    'joining',
    /first (time|week|person)|scared to come|walked past|came in for|got me in|new people/i,
  ],
  ['leaving', /\bkeys?\b|start Monday|got the job|moved|plan's closed/i],
  ['after', /\bmonths (in|on|at|now)|a year ago|days\.|came to tell you|on my break/i],
];

const PRINCIPLES: readonly [string, RegExp][] = [
  ['assets', /good at|cook|baker|I can |mended|guitar|engineer|bookkeeper|chef/i],
  ['capabilities', /passed|learn|taught|teach|practice|myself|read/i],
  ['reciprocity', /rota|volunteer|helped|I'd do it|give|shift|swap/i],
  ['networks', /mate|each other|together|the others|someone|group|phone tree/i],
  ['blurred-roles', /let us|ask one of us|with us|interview the|chair the|run by us|staff/i],
  ['facilitating', /you ask|asked|listened|sat (with|next)|wrote down|with me/i],
];

/** What a practitioner might have added on the saved card, judging by the words. */
export const detailsFor = (words: string, kind: MomentKind, chance: Chance): Details => ({
  audience: chance.oneOf(AUDIENCES[kind]),
  about: chance.happens(0.7) ? (/\b(we|us|our)\b/i.test(words) ? 'group' : 'person') : null,
  stage: firstOf(STAGES, words) ?? (chance.happens(0.5) ? 'during' : null),
  principles: PRINCIPLES.filter(([, sign]) => sign.test(words))
    .map(([principle]) => principle)
    .slice(0, chance.between(1, 2)),
});

const firstOf = (signs: readonly [string, RegExp][], words: string): string | null =>
  signs.find(([, sign]) => sign.test(words))?.[0] ?? null;
