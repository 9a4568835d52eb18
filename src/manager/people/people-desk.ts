// The people of the organisation as the endpoint says it, and what a manager does about them.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { DeskPeople } from '../../contract/desk.ts';
import type { Answer, DeskClient, Trouble } from '../desk-client.ts';

export interface PeopleState {
  /** Null until it was read once. */
  found: DeskPeople | null;
  /** Why the last reading brought nothing. */
  trouble: Trouble | null;
}

export interface PeopleDesk {
  state: ReadonlySignal<PeopleState>;
  client: DeskClient;
  load(): Promise<void>;
  /** Changes something, and reads the list again where that was done. */
  act<Value>(change: (client: DeskClient) => Answer<Value>): Answer<Value>;
}

export const createPeopleDesk = (client: DeskClient): PeopleDesk => {
  const state = signal<PeopleState>({ found: null, trouble: null });
  let latest = 0;

  const load = async (): Promise<void> => {
    const mine = ++latest;
    const answer = await client.people();
    // An older answer that comes later must not cover a newer one.
    if (mine !== latest) return;
    state.value = answer.ok
      ? { found: answer.value, trouble: null }
      : { ...state.peek(), trouble: answer.trouble };
  };

  return {
    state,
    client,
    load,
    act: async (change) => {
      const answer = await change(client);
      if (answer.ok) await load();
      return answer;
    },
  };
};
