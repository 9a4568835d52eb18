import type { ReceiptAnswer } from '../../contract/say.ts';

type Answer = ReceiptAnswer['answers'][number];

/** The answers that an answer of the endpoint holds; what is none is left out. */
export const readAnswers = ({ answers }: Readonly<Record<string, unknown>>): Answer[] =>
  Array.isArray(answers) ? answers.filter(isAnswer) : [];

const isAnswer = (each: Partial<Answer> | null): each is Answer =>
  typeof each?.words === 'string' &&
  typeof each.isQuestion === 'boolean' &&
  !Number.isNaN(Date.parse(String(each.day)));
