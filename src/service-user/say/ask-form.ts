import type { FormFacts } from '../../contract/say.ts';
import type { Post } from '../wire/post-alone.ts';

export type FormAsked =
  | { kind: 'open'; facts: FormFacts; challenge: unknown }
  | { kind: 'link wrong' }
  | { kind: 'no signal' };

/** Asks what to show for a link. */
export const askForm = async (secret: string, post: Post): Promise<FormAsked> => {
  const asked = await post('/v1/say/form', { secret });
  if (asked.kind === 'refused') return { kind: 'link wrong' };
  if (asked.kind === 'no word') return { kind: 'no signal' };
  const { form, challenge } = asked.answer;
  return isFacts(form) ? { kind: 'open', facts: form, challenge } : { kind: 'no signal' };
};

/** What the page reads of it, and no more. */
const isFacts = (form: unknown): form is FormFacts => {
  const facts = form as Partial<FormFacts> | null | undefined;
  const lead = facts?.safeguarding;
  return (
    [facts?.organisationName, facts?.programmeId, facts?.programmeName].every(isText) &&
    [facts?.releaseHours, facts?.keepMonths?.afterTold, facts?.keepMonths?.afterArrival].every(
      Number.isFinite,
    ) &&
    (lead === null || [lead?.leadName, lead?.hours, lead?.emergency].every(isText))
  );
};

const isText = (value: unknown): boolean => typeof value === 'string';
