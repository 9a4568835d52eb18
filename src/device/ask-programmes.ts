import type { Programme, PullAnswer } from '../contract/pull.ts';
import { PROTOCOL } from '../contract/version.ts';
import type { Choices } from './inbox.ts';

/** The programmes of this person as the endpoint names them, for a phone that cannot read them; nothing is chosen. */
export const askProgrammes = async (personId: string): Promise<[Programme[], Choices]> => [
  await programmesOf(personId).catch(() => []),
  { personId, programmeId: null, group: null, groups: [] },
];

const programmesOf = async (personId: string): Promise<Programme[]> => {
  const response = await fetch('/v1/pull?limit=1', { cache: 'no-store', redirect: 'error' });
  const answer = (await response.json()) as Partial<PullAnswer>;
  const isOurs = answer.protocol === PROTOCOL && answer.identity?.personId === personId;
  return isOurs ? (answer.programmes ?? []) : [];
};
