// Something of the desk as the endpoint says it, and what a manager does about it.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Answer, DeskClient, Trouble } from './desk-client.ts';

interface ReadingState<Found> {
  /** Null until it was read once. */
  found: Found | null;
  /** Why the last reading brought nothing. */
  trouble: Trouble | null;
}

export interface DeskReading<Found> {
  state: ReadonlySignal<ReadingState<Found>>;
  client: DeskClient;
  load(): Promise<void>;
  /** Changes something, and reads again where that was done. */
  act<Value>(change: (client: DeskClient) => Answer<Value>): Answer<Value>;
}

export const createDeskReading = <Found>(
  client: DeskClient,
  read: (client: DeskClient) => Answer<Found>,
): DeskReading<Found> => {
  const state = signal<ReadingState<Found>>({ found: null, trouble: null });
  let latest = 0;

  const load = async (): Promise<void> => {
    const mine = ++latest;
    const answer = await read(client);
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
