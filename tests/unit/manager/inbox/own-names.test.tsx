// @vitest-environment happy-dom
import { configure, render, screen, waitFor, within } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { expect, test, vi } from 'vitest';
import { Inbox } from '../../../../src/manager/inbox/inbox.tsx';
import { aMoment, aPhone, fakeDesk, plain, someOffered } from '../fake-desk.ts';

// A busy machine is slow; nothing here waits for time to pass.
vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

test('a moment is read with the organisation’s own names, also of what is offered no more', async () => {
  const moment = aMoment({ stage: 'own-1', principles: ['trust', 'assets', 'never-known'] });
  const desk = fakeDesk({
    moments: [moment],
    offered: someOffered({
      stages: [{ id: 'own-1', name: 'زيارة', isRetired: true }],
      principles: [
        { id: 'trust', name: 'Trust each other', isRetired: false },
        { id: 'assets', name: null, isRetired: false },
      ],
    }),
  });
  vi.stubGlobal('fetch', desk.fetch);
  vi.stubGlobal(
    'EventSource',
    class extends EventTarget {
      close() {}
    },
  );
  render(
    <LocationProvider>
      <Inbox phone={await aPhone()} momentId={moment.momentId} />
    </LocationProvider>,
  );
  const read = await screen.findByRole('article');
  await waitFor(() =>
    expect(plain(within(read).getByText(/Trust each other/).textContent)).toBe(
      'Trust each other, They led, never known',
    ),
  );
  expect(plain(read.textContent)).toContain('زيارة');
});
