// What an organisation calls its stages and principles, for the list and the moment that is read.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { PRINCIPLES, STAGES } from '../../contract/limits.ts';
import type { DeskChoice, DeskOffered } from '../../contract/offered.ts';
import { deskClient } from '../desk-client.ts';
import { choiceName } from '../offered/lines.ts';

/** As it was read last; until then, what Moments comes with. */
const offered = signal<Pick<DeskOffered, 'stages' | 'principles'> | null>(null);

/** Reads them once for this screen. Where they cannot be read, a name that is not known is said by its id. */
export const useOwnNames = (): void =>
  useEffect(() => {
    const client = deskClient((url, init) => fetch(url, init));
    void client.offered().then((answer) => {
      if (answer.ok) offered.value = answer.value;
    });
  }, []);

const given = (ids: readonly string[]): Pick<DeskChoice, 'id' | 'name'>[] =>
  ids.map((id) => ({ id, name: null }));

const choicesOf = (part: 'stage' | 'principle'): readonly Pick<DeskChoice, 'id' | 'name'>[] =>
  part === 'stage'
    ? (offered.value?.stages ?? given(STAGES))
    : (offered.value?.principles ?? given(PRINCIPLES));

/** All that moments may name, also what is offered no more. */
export const namedChoices = (part: 'stage' | 'principle'): [id: string, name: string][] =>
  choicesOf(part).map((choice) => [choice.id, choiceName(part, choice)]);

/** The name of a stage or principle; of one that nobody knows, its id as words. */
export const nameOfChoice = (part: 'stage' | 'principle', id: string): string => {
  const known = choicesOf(part).find((choice) => choice.id === id) ?? { id, name: null };
  const name = choiceName(part, known);
  return name === id ? id.replaceAll('-', ' ') : name;
};
