// What is done while a crash is tried at each place that it comes by: one phone, one person, one thing after another.
import type { AnswerFate, RequestFate } from './network.ts';
import type { Schedule, Step } from './schedule.ts';

const save = { do: 'save', tab: 0, how: 'fits' } as const;
const change = { do: 'change', tab: 0, moment: 0 } as const;
const withdraw = { do: 'withdraw', tab: 0, moment: 0 } as const;
const wait = (seconds: number): Step => ({ do: 'wait', ms: seconds * 1000 });
const decide = (request: RequestFate, answer: AnswerFate = 'passes'): Step => ({
  do: 'decide',
  message: 0,
  request,
  answer,
});
/** A request, and its answer. */
const pass = [decide('passes'), decide('passes')];
/** Until its details card is closed by itself. */
const held = wait(20);
const sent = [held, ...pass];
const trouble = (
  kind: 'fails' | 'hangs' | 'closes' | 'full',
  at: number,
  then: 'save' | 'change' | 'withdraw' | 'send now',
): Step => ({ do: 'storage', kind, at, lasts: false, then, tab: 0, moment: 0 });

const SCENARIOS: Record<string, Step[]> = {
  'a save': [save, ...sent],
  'a save of what is at hand': [{ ...save, how: 'at once' }, ...sent],
  'a change before it left': [save, change, ...sent],
  'a change after it left': [save, ...sent, change, wait(1), ...pass],
  'a withdrawal before it left': [save, withdraw, held],
  'a withdrawal after it left': [save, ...sent, withdraw, wait(1), ...pass],
  'a withdrawal of what was changed on its way': [
    save,
    held,
    change,
    withdraw,
    decide('swallowed'),
    wait(60),
    ...pass,
  ],
  'many at once': [...Array.from({ length: 25 }, () => save), ...sent, ...pass],
  'an answer that is lost': [save, held, decide('swallowed'), wait(60), ...pass],
  'a foreign answer': [save, held, decide('portal'), wait(60), ...pass],
  'an answer that leaves some out': [
    save,
    save,
    held,
    decide('passes'),
    decide('passes', 'half of the results'),
    wait(60),
    ...pass,
  ],
  'a server that is too old': [save, held, decide('other version'), wait(300), ...pass],
  'a disk that is full': [
    save,
    held,
    decide('passes and the disk is full'),
    decide('passes'),
    wait(120),
    ...pass,
  ],
  'one that is refused': [
    save,
    { ...save, how: 'unfit' },
    ...sent,
    ...pass,
    ...pass,
    { do: 'save as new', tab: 0, moment: 0 },
    wait(1),
    ...pass,
  ],
  'a change that is refused and given up': [
    save,
    ...sent,
    change,
    wait(1),
    decide('garbled'),
    decide('passes'),
    { do: 'keep as sent', tab: 0, moment: 0 },
    wait(1),
  ],
  'a change that is refused and made again': [
    save,
    ...sent,
    change,
    wait(1),
    decide('garbled'),
    decide('passes'),
    change,
    wait(1),
    ...pass,
  ],
  'a withdrawal that is refused': [
    save,
    ...sent,
    withdraw,
    wait(1),
    decide('garbled'),
    decide('passes'),
    { do: 'withdraw again', tab: 0, moment: 0 },
    wait(1),
    ...pass,
  ],
  'a moment that is refused and taken back': [
    save,
    held,
    decide('garbled'),
    decide('passes'),
    withdraw,
    wait(1),
  ],
  'a session that was ended': [
    save,
    { do: 'end session', phone: 0 },
    ...sent,
    { do: 'renew', phone: 0 },
    wait(1),
    ...pass,
    ...pass,
  ],
  'a phone that was marked as lost': [
    save,
    { do: 'mark lost', phone: 0 },
    ...sent,
    { do: 'renew', phone: 0 },
    wait(1),
    ...pass,
    ...pass,
  ],
  'a restored backup': [
    save,
    ...sent,
    { do: 'back up' },
    save,
    ...sent,
    change,
    wait(1),
    ...pass,
    { do: 'restore' },
    { do: 'come online', tab: 0 },
    wait(1),
    ...pass,
    ...pass,
    ...pass,
  ],
  'a withdrawal before a restored backup': [
    save,
    ...sent,
    { do: 'back up' },
    withdraw,
    wait(1),
    ...pass,
    { do: 'restore' },
    { do: 'come online', tab: 0 },
    wait(1),
    ...pass,
    ...pass,
    ...pass,
  ],
  'a write beside it that fails': [save, held, { do: 'a write that fails' }, ...pass],
  'somebody else who signs in meanwhile': [
    save,
    ...sent,
    { do: 'open', phone: 0 },
    { do: 'pass all' },
    { do: 'pass all' },
    { do: 'come online', tab: 0 },
    { do: 'sign in', phone: 0, person: 1 },
    { do: 'pass all' },
    { do: 'pass all' },
  ],
  'what was sent a month ago': [
    save,
    ...sent,
    { do: 'kill', tab: 0 },
    wait(31 * 86_400),
    { do: 'open', phone: 0 },
    ...pass,
    wait(1),
  ],
  'a card that is closed': [save, { do: 'close card', tab: 0, moment: 0 }, wait(1), ...pass],
  'an app that is hidden': [
    save,
    { do: 'hide', tab: 0 },
    wait(1),
    ...pass,
    { do: 'show', tab: 0 },
    ...pass,
  ],
  'a storage that fails once': [
    trouble('fails', 1, 'save'),
    ...sent,
    trouble('closes', 0, 'change'),
    ...pass,
  ],
  'a storage that hangs': [trouble('hangs', 1, 'save'), ...sent],
  'a storage that is full': [trouble('full', 1, 'save'), { do: 'save again', tab: 0 }, ...sent],
};

/** By their names. */
export const scenarios: ReadonlyMap<string, Schedule> = new Map(
  Object.entries(SCENARIOS).map(([name, steps]) => [
    name,
    {
      phones: [0],
      hasLocks: true,
      chance: 1,
      steps: steps.map((step) => ({ step, goesOn: 'to the end' as const, order: 0 })),
    },
  ]),
);
