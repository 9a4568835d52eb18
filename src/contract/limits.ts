// The wire's bounds and first choices. Without zod, so that the page that opens first need not load it.

/** The most that one moment may hold, in UTF-16 units (S8). */
export const WORDS_MAX = 4_000;
/** The most that one answer of a manager may hold, in UTF-16 units. */
export const ANSWER_MAX = 2_000;
/** The longest `body` that one operation may carry, in UTF-16 units: 4,000 escaped ones and their context. */
export const BODY_MAX = 32_768;
/** The most operations in one push, and the most bytes of one request (P5). */
export const BATCH_MAX_OPERATIONS = 500;
export const BATCH_MAX_BYTES = 1_048_576;

/** Four stages to start with; an organisation may have its own. */
export const STAGES = ['joining', 'during', 'leaving', 'after'] as const;

/** Co-production's six principles, by their usual short names; the three that are shown most come first. */
export const PRINCIPLES = [
  'assets',
  'networks',
  'reciprocity',
  'capabilities',
  'blurred-roles',
  'facilitating',
] as const;
