// Hints of what could identify somebody in what was written in the United Kingdom. They are shown, never acted on: to
// the person while writing, and to a manager before anything is published. Worked out where the words are, and loaded
// late on old phones: hence small. Every pattern is bounded, so that no text takes longer than its length allows.

export type HintKind = 'email' | 'nhs' | 'phone' | 'ni' | 'birth' | 'postcode' | 'address' | 'name';

/** `text.slice(start, end)` could identify somebody. In UTF-16 units. */
export interface Hint {
  kind: HintKind;
  start: number;
  end: number;
}

interface Rule {
  kind: HintKind;
  /** Its last group is what could identify; what stands before gives it away. */
  pattern: RegExp;
  holds?: (found: string) => boolean;
}

const START = String.raw`(?:^|[^\p{L}\d])`;
const END = String.raw`(?![\p{L}\d])`;
const rule = (
  kind: HintKind,
  flags: string,
  source: string,
  holds?: (found: string) => boolean,
): Rule => ({ kind, pattern: new RegExp(source, `dgu${flags}`), ...(holds && { holds }) });

/** The NHS number's own check: its last digit follows from the nine before. */
const isNhsNumber = (found: string): boolean => {
  const digits = found.replace(/\D/g, '');
  let sum = 0;
  for (let at = 0; at < 9; at += 1) sum += Number(digits[at]) * (10 - at);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
};

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}';
const DAY = String.raw`\d\d?(?:st|nd|rd|th)?`;
const DATE = String.raw`${DAY}(?: of)? ${MONTH}(?:,? \d{2,4})?|${MONTH} ${DAY}(?:,? \d{4})?|\d\d?[ ./-]\d\d?[ ./-]\d{2,4}|\d{4}-\d\d-\d\d`;

const AREA =
  'A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE';
/** "W3 1st in the league", "M6 2hr delay": no postcode, when it is in small letters. */
const isNoCount = (found: string): boolean => !/\d(?:st|[nr]d|th|[hy]r|ft|gb|lb|pt)$/.test(found);

const ROAD = 'road|rd|street|avenue|ave|lane|crescent|terrace|gardens|parade';
const HOUSE =
  'st|close|drive|court|place|way|walk|square|hill|row|mews|park|green|rise|view|grove|house|wharf|quay|gate|buildings|lodge';
const NUMBER = String.raw`\d{1,3}[a-z]?(?:-\d{1,3})?,? `;
const ROOM = String.raw`(?:flat|unit|room|apartment|apt) ?\d{1,4}[a-z]?,? `;
const STREET = String.raw`(?:(?!(?:on|in|at|to|of|down|up|off|for|from|near|by|along|and|or|my|way|minutes?|miles?|people)\b)[\p{L}'’.-]{2,20} ){1,3}(?:${ROAD}|${HOUSE})`;
/** "10 minute walk" is none, "10 Priory Walk" is: what is no road must be written as a name. */
const isStreet = (found: string): boolean =>
  new RegExp(`(?:${ROAD})$`, 'i').test(found) || !/[ ,]\p{Ll}/u.test(found);

const NAME = String.raw`\p{Lu}(?:['’]\p{Lu})?\p{Ll}[\p{L}'’-]{0,20}`;
const NAMES = String.raw`${NAME}(?: ${NAME}){0,2}`;
const RELATION =
  'worker|mate|friend|son|daughter|brother|sister|mum|dad|nan|cousin|husband|wife|partner|boyfriend|girlfriend|neighbour|landlord|landlady|manager|volunteer|counsellor|sponsor|officer';
/** What stands where a name could, and is none. */
const NO_NAME =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter|god|jesus|allah|world|whippy|pepper|martens?|kipling|muscle|who|brown['’]s boys|ben['’]s|the|and|all|me|oh|diary|sirs?|madam|team|both|there|everyone|everybody|friends?|folks|practitioner|universal|muslim|sikh|hindu|jewish|catholic|welsh|british|english|scottish|irish|polish|not?|on|in|is|a|spelt|spelled|wrong|still|said)\b/i;
const isName = (found: string): boolean => !NO_NAME.test(found);
const isNobody = (found: string): boolean =>
  isName(found) && !/^\p{L}+(?:ish|ese|\p{L}{4}ian|can)$/u.test(found);

/** The first that finds a place keeps it. */
const RULES: Rule[] = [
  rule(
    'email',
    'i',
    String.raw`([\p{L}\d_][\p{L}\d._%+'’-]{0,63}@(?:[a-z\d-]{1,63}\.){1,4}[a-z]{2,24})`,
  ),
  rule('nhs', '', String.raw`(?:^|\D)(\d{3}[ -]?\d{3}[ -]?\d{4})(?!\d)`, isNhsNumber),
  rule(
    'phone',
    '',
    String.raw`(?:^|[^\p{L}\d.-])((?:(?:\+|00)44[ ().-]{0,3}(?:0[ ().-]{0,3})?|\(?0)[ ().-]{0,2}(?:[1-35789](?:[ ().-]{0,3}\d){9}|[18](?:[ ().-]{0,3}\d){8}))(?![.-]?\d)`,
  ),
  rule(
    'ni',
    'i',
    String.raw`${START}((?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[ .-]?\d\d){3}[ .-]?[A-D])${END}`,
  ),
  rule('birth', 'i', String.raw`${START}(?:born|birth|d\.?o\.?b)[^\d\n]{0,25}?(${DATE})${END}`),
  rule(
    'postcode',
    'i',
    String.raw`${START}((?:${AREA})\d[\dA-HJ-NP-Y]? {0,2}\d[ABD-HJLNP-UW-Z]{2})${END}`,
    isNoCount,
  ),
  rule(
    'address',
    'i',
    String.raw`${START}((?:${ROOM}(?:${NUMBER})?|${NUMBER})${STREET})${END}`,
    isStreet,
  ),
  rule(
    'address',
    'i',
    String.raw`${START}liv(?:e[sd]?|ing) (?:on|in|at|off) (${STREET})${END}`,
    isStreet,
  ),
  rule(
    'name',
    '',
    String.raw`${START}[Mm](?:[Rr][Ss]?|[Ss]|x)\.? (?:and [Mm]rs )?(\p{L}[\p{L}'’-]{1,20}(?: ${NAME}){0,2})`,
    isName,
  ),
  rule(
    'name',
    '',
    String.raw`${START}(?:[Dd]r|[Dd]octor|[Mm]iss|Prof|Professor|Father|Sister|[Nn]urse|PC|Rev|Cllr|[Uu]ncle|[Aa]unt(?:y|ie)?)\.? (${NAMES})`,
    isName,
  ),
  rule(
    'name',
    '',
    String.raw`${START}[Mm]y name(?: is|['’]s) (\p{L}[\p{L}'’-]{1,20}(?: ${NAME}){0,2})`,
    isName,
  ),
  rule('name', '', String.raw`${START}[Dd]ear (\p{L}[\p{L}'’-]{1,20}(?= ?,)|${NAMES})`, isName),
  rule(
    'name',
    '',
    String.raw`${START}(?:[Hh]i|[Hh]iya|[Hh]ello|[Hh]ey|[Mm]orning|[Aa]fternoon|[Ee]vening|[Tt]hanks|[Tt]hank you(?: so much)?|[Cc]heers) (${NAMES})`,
    isName,
  ),
  rule('name', '', String.raw`${START}I(?:['’]m| am) (${NAMES})`, isNobody),
  rule(
    'name',
    'm',
    String.raw`${START}(?:[Cc]heers|[Ll]ove|[Rr]egards|[Tt]hanks|[Ww]ishes),?\s(${NAMES})[.!\s]{0,3}$`,
    isName,
  ),
  rule(
    'name',
    '',
    String.raw`${START}(?:${RELATION}|(?:lady|woman|man|bloke|guy|lad|girl|someone) (?:called|named)) (${NAMES})`,
    isName,
  ),
];

/** What in `text` could identify somebody, from its beginning to its end; no two overlap. */
export const identifyingHints = (text: string): Hint[] => {
  const taken = new Uint8Array(text.length);
  const hints: Hint[] = [];
  for (const { kind, pattern, holds } of RULES) {
    for (const { indices } of text.matchAll(pattern)) {
      const [start, end] = indices?.at(-1) ?? [0, 0];
      if (holds?.(text.slice(start, end)) === false) continue;
      if (taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      hints.push({ kind, start, end });
    }
  }
  return hints.sort((one, other) => one.start - other.start);
};
