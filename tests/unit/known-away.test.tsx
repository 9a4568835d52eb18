// @vitest-environment happy-dom
import { waitFor } from '@testing-library/preact';
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from '../../src/app/app.tsx';
import { AISHA, freshStorage } from '../support/phone.ts';
import { TUESDAY } from './practitioner/at-hand.ts';

beforeEach(() => void vi.stubGlobal('scrollTo', () => undefined));
afterEach(() => void vi.unstubAllGlobals());

test('[S6] [S4] what was pulled being of a newer version neither hides the outbox nor stops a save', async () => {
  freshStorage();
  // A newer build was here, and its database can be opened by this one no more.
  await new Promise<void>((resolve) => {
    const opening = indexedDB.open('moments-known', 99);
    opening.addEventListener('success', () => {
      opening.result.close();
      resolve();
    });
  });
  const identity = {
    organisationId: '55555555-5555-4555-8555-555555555555',
    organisationName: 'Harbour House',
    personId: AISHA,
    personName: 'Aisha',
    roles: ['practitioner'],
  };
  const programmes = [{ programmeId: TUESDAY, name: 'Tuesday drop-in' }];
  vi.stubGlobal('fetch', async (url: string) => {
    if (url === '/v1/push') throw new Error('no signal');
    const answer = { protocol: 'moments/1', identity, programmes };
    return Response.json(url === '/v1/me' ? { ...answer, sessionId: 's', wipe: 'w' } : answer);
  });
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  render(<App first="field" typed="" />, root);
  await waitFor(() => expect(root.textContent).toContain('Tuesday drop-in'));
  const field = root.querySelector('textarea')!;
  field.value = 'Said all the same';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  root.querySelector<HTMLButtonElement>('.kinds-idea')!.click();
  await waitFor(() =>
    expect(root.querySelector('.saved')?.textContent).toContain('Said all the same'),
  );
  expect(root.querySelector('.notice-danger')).toBeNull();
  render(null, root);
});
