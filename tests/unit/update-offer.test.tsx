// @vitest-environment happy-dom
import { render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UpdateOffer } from '../../src/app/update-offer.tsx';
import { announceChange } from '../../src/device/changes.ts';
import { StorageError } from '../../src/device/database.ts';
import { draftIdOf, keepDraft } from '../../src/device/drafts.ts';
import { AISHA, NOON } from '../support/phone.ts';
import { type PhoneAtHand, phoneAtHand } from './practitioner/at-hand.ts';

const worker = vi.hoisted(() => ({ say: (): void => undefined, taken: 0 }));
vi.mock('../../src/app/worker-registration.ts', () => ({
  registerWorker: async () => ({
    addEventListener: (_type: string, listener: () => void) => (worker.say = listener),
    messageSkipWaiting: () => (worker.taken += 1),
    update: async () => undefined,
  }),
}));

let phone: PhoneAtHand;
let workers: EventTarget;
const reload = vi.fn<() => void>();
beforeEach(async () => {
  phone = await phoneAtHand();
  workers = Object.assign(new EventTarget(), {
    controller: {},
    getRegistration: async () => undefined,
  });
  Object.defineProperty(navigator, 'serviceWorker', { value: workers, configurable: true });
  vi.spyOn(location, 'reload').mockImplementation(reload);
  reload.mockClear();
  document.body.replaceChildren();
});
afterEach(() => void Reflect.deleteProperty(navigator, 'serviceWorker'));

const open = async () => {
  render(<UpdateOffer phone={phone} />);
  await vi.waitFor(() => expect(worker.say).toBeTypeOf('function'));
  await new Promise((resolve) => setTimeout(resolve));
  worker.say();
};
const offer = () => screen.queryByRole('button', { name: 'Use it now' });
const textarea = (words: string) => {
  const field = document.createElement('textarea');
  document.body.append(field);
  field.value = words;
  return field;
};
/** Whatever was read by now is shown. */
const settled = async () => {
  for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate);
};

test('[V3] a new build is offered where nothing is being written', async () => {
  await open();
  await waitFor(() => expect(offer()).not.toBeNull());
});

test('[V3] never over words that stand only on the screen, because the phone cannot keep them', async () => {
  const field = textarea('cannot be kept');
  await open();
  await settled();
  expect(offer()).toBeNull();
  // A build that another tab took does not tear them out either.
  workers.dispatchEvent(new Event('controllerchange'));
  await settled();
  expect(reload).not.toHaveBeenCalled();
  field.value = '';
  announceChange();
  await waitFor(() => expect(offer()).not.toBeNull());
  workers.dispatchEvent(new Event('controllerchange'));
  await waitFor(() => expect(reload).toHaveBeenCalledOnce());
});

test('[V3] never over a change that is open in another tab', async () => {
  await keepDraft(phone.outbox, `${draftIdOf(AISHA, 'some-moment')}~tab`, 'A change', NOON);
  await open();
  await settled();
  expect(offer()).toBeNull();
  await keepDraft(phone.outbox, `${draftIdOf(AISHA, 'some-moment')}~tab`, '', NOON);
  await waitFor(() => expect(offer()).not.toBeNull());
});

test('[V3] never where the phone cannot say whether there are drafts', async () => {
  phone.outbox.read = () => Promise.reject(new StorageError('hangs'));
  await open();
  await settled();
  expect(offer()).toBeNull();
  workers.dispatchEvent(new Event('controllerchange'));
  await settled();
  expect(reload).not.toHaveBeenCalled();
});
