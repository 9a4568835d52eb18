// @vitest-environment happy-dom
import { LocationProvider } from 'preact-iso';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { outboxHere } from '../../src/app/databases.ts';
import { HandOver } from '../../src/app/hand-over.tsx';
import type { HandOver as HandOverFacts } from '../../src/contract/say.ts';
import { type KnownDatabase, openKnown } from '../../src/device/inbox.ts';
import { say as sayHandOver } from '../../src/words/hand-over.ts';
import { say } from '../../src/words/say.ts';
import { AISHA, DROP_IN, NOON, freshStorage } from '../support/phone.ts';

vi.mock('../../src/service-user/wire/proof-worker.ts?worker&url', () => ({ default: '' }));

afterEach(cleanup);

const FACTS: HandOverFacts = {
  form: {
    organisationName: 'Harbour House',
    programmeId: DROP_IN,
    programmeName: 'Drop-in',
    safeguarding: null,
    releaseHours: 24,
    keepMonths: { afterTold: 12, afterArrival: 24 },
  },
  key: { keyId: DROP_IN, publicKey: 'unused' },
};

test.each([
  ['hangs', () => new Promise<never>(() => undefined)],
  ['fails', () => Promise.reject(new Error('no storage'))],
])(
  '[A2] left quickly while the storage of this phone %s, the screen is blank at once',
  async (_how, transaction) => {
    freshStorage();
    const sound = await openKnown();
    await sound.put('handOver', FACTS);
    const known: KnownDatabase = { ...sound, transaction };
    const phone = {
      identity: {
        organisationId: '55555555-5555-4555-8555-555555555555',
        organisationName: 'Harbour House',
        personId: AISHA,
        personName: 'Aisha',
        roles: ['practitioner' as const],
      },
      outbox: outboxHere(),
      known,
      means: () => ({ now: NOON, newId: () => crypto.randomUUID() }),
      sendNow: () => undefined,
    };
    render(
      <LocationProvider>
        <HandOver phone={phone} handed={{ programmeId: DROP_IN, isBlank: false }} />
      </LocationProvider>,
    );
    const field = await screen.findByLabelText<HTMLTextAreaElement>(say('say.words'), {
      selector: 'textarea',
    });
    fireEvent.input(field, { target: { value: 'They shout at night' } });
    fireEvent.click(screen.getByText(say('say.leave')));
    await waitFor(() => expect(screen.queryByText(sayHandOver('hand-over.given'))).not.toBeNull());
    expect(document.querySelector('textarea')).toBeNull();
    expect(document.body.innerHTML).not.toContain('They shout at night');
  },
);
