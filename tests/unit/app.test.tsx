// @vitest-environment happy-dom
import { render } from 'preact';
import { waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from '../../src/app/app.tsx';
import { outboxHere } from '../../src/app/databases.ts';
import { draftIdOf, readDraft } from '../../src/device/drafts.ts';
import { openKnown } from '../../src/device/inbox.ts';
import { keepSignedIn } from '../../src/device/signed-in.ts';
import { AISHA, freshStorage } from '../support/phone.ts';

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => undefined);
  vi.stubGlobal('fetch', () => Promise.reject(new Error('no signal')));
});
afterEach(() => void vi.unstubAllGlobals());

test('[S2] what a manager types before it is known who is here is not torn out by the desk', async () => {
  freshStorage();
  const identity = {
    organisationId: '55555555-5555-4555-8555-555555555555',
    organisationName: 'Harbour House',
    personId: AISHA,
    personName: 'Aisha',
    roles: ['practitioner' as const, 'manager' as const],
  };
  await keepSignedIn(await openKnown(), { identity, sessionId: 'session', wipe: 'wipe' });
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  render(<App first="field" typed="" />, root);
  const field = root.querySelector('textarea')!;
  field.value = 'Typed at once';
  field.dispatchEvent(new Event('input', { bubbles: true }));

  await waitFor(() => expect(root.querySelector('nav')).not.toBeNull());
  expect(root.querySelector('textarea')).toBe(field);
  expect(field.value).toBe('Typed at once');
  await waitFor(async () =>
    expect(await readDraft(outboxHere(), draftIdOf(AISHA))).toBe('Typed at once'),
  );
  render(null, root);
});
