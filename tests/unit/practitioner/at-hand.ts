// A signed-in phone over a real outbox, for the screens of a practitioner.
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { expect } from 'vitest';
import type { KeptOperation } from '../../../src/device/database.ts';
import { draftIdOf, readDraft } from '../../../src/device/drafts.ts';
import { drain } from '../../../src/device/drain.ts';
import { type KnownDatabase, openKnown } from '../../../src/device/inbox.ts';
import { keepSignedIn } from '../../../src/device/signed-in.ts';
import { endHold, saveMoment } from '../../../src/device/outbox.ts';
import type { Phone } from '../../../src/device/phone.ts';
import { aMoment } from '../../support/operations.ts';
import { AISHA, aPhone, type TestPhone } from '../../support/phone.ts';

export const TUESDAY = '33333333-3333-4333-8333-333333333333';
export const JOB_CLUB = '44444444-4444-4444-8444-444444444444';

export interface PhoneAtHand extends Phone {
  test: TestPhone;
  /** How often a screen asked to send at once. */
  sent: { now: number };
}

/** Aisha's phone at Harbour House, which knows these programmes. */
export const phoneAtHand = async (
  programmes: Record<string, string> = { [TUESDAY]: 'Tuesday drop-in' },
): Promise<PhoneAtHand> => {
  const test = aPhone(AISHA);
  const known: KnownDatabase = await openKnown();
  const identity = {
    organisationId: '55555555-5555-4555-8555-555555555555',
    organisationName: 'Harbour House',
    personId: AISHA,
    personName: 'Aisha',
    roles: ['practitioner' as const],
  };
  await keepSignedIn(known, { identity, sessionId: 'session', wipe: 'wipe' });
  for (const [programmeId, name] of Object.entries(programmes)) {
    await known.put('programmes', { programmeId, name });
  }
  const sent = { now: 0 };
  return {
    identity,
    outbox: test.outbox,
    known,
    means: () => ({ now: test.clock.now, newId: () => crypto.randomUUID() }),
    sendNow: () => {
      sent.now++;
    },
    test,
    sent,
  };
};

/** Saves a moment that no card holds back. */
export const keptMoment = async (
  phone: PhoneAtHand,
  words: string,
  { personId = AISHA, saidBeforeMs = 0 } = {},
): Promise<string> => {
  const { momentId } = await saveMoment(
    phone.outbox,
    { personId, body: aMoment({ words }), draftId: draftIdOf(personId, 'none') },
    { now: phone.test.clock.now - saidBeforeMs, newId: () => crypto.randomUUID() },
  );
  await endHold(phone.outbox, personId);
  return momentId;
};

/** Sends what waits; the endpoint answers as the test phone was told. */
export const sendAll = async (phone: PhoneAtHand): Promise<void> => {
  await drain(phone.test.means, { urgent: true });
};

export const operationsOf = (phone: Phone): Promise<KeptOperation[]> =>
  phone.outbox.read(['operations'], (tx) => tx.objectStore('operations').getAll());

export const draftOf = (phone: Phone, momentId?: string): Promise<string> =>
  readDraft(phone.outbox, draftIdOf(phone.identity.personId, momentId));

/** Without the isolates that stand around what people wrote. */
export const plain = (text: string | null | undefined): string =>
  (text ?? '').replace(/[\u2068\u2069]/g, '');

/** Matches an element's own text, isolates or not. */
export const saying =
  (wanted: string) =>
  (_content: string, element: Element | null): boolean =>
    plain(element?.textContent) === wanted;

export const field = (): HTMLTextAreaElement =>
  screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'What did they say?' });

export const write = (words: string): void => {
  fireEvent.input(field(), { target: { value: words } });
};

export const tap = (name: string | RegExp): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};

/** Words are written and one kind is tapped; resolves when the card says "Saved". */
export const writeAndSave = async (words: string, kind = 'Moment to shine'): Promise<void> => {
  write(words);
  tap(kind);
  await screen.findByRole('region', { name: 'Saved on this phone' });
  await waitFor(() => expect(field().value).toBe(''));
};
