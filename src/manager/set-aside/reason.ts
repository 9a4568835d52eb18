import type { DeskSetAside } from '../../contract/desk.ts';
import { say } from '../../words/manager.ts';

/** Why something was set aside, in plain words: what is wrong with it, then what that means. */
export const reasonOf = ({
  code,
  isOfOther,
}: Pick<DeskSetAside, 'code' | 'isOfOther'>): { what: string; means: string } => {
  const reason = isOfOther ? 'other' : (KNOWN[code] ?? 'rule');
  return { what: say(`aside.why.${reason}`), means: say(`aside.why.${reason}.means`) };
};

const KNOWN: Partial<Record<string, 'programme' | 'twice'>> = {
  unknown_programme: 'programme',
  conflict: 'twice',
};
