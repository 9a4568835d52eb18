import type { MomentKind } from '../contract/moment.ts';

/** In the order of their buttons. */
export const KINDS = ['celebrate', 'improve', 'idea'] as const satisfies MomentKind[];
