// @vitest-environment happy-dom
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { LocationProvider, useLocation } from 'preact-iso';
import { beforeEach, expect, test, vi } from 'vitest';
import { Inbox } from '../../../../src/manager/inbox/inbox.tsx';
import { aFlagged, aMoment, aPhone, type FakeDesk, fakeDesk, NOW, plain } from '../fake-desk.ts';

// A busy machine is slow; nothing here waits for time to pass.
vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

class FakeSource extends EventTarget {
  static last: FakeSource;
  constructor() {
    super();
    FakeSource.last = this;
  }
  close(): void {}
}

beforeEach(() => {
  vi.stubGlobal('EventSource', FakeSource);
  vi.stubGlobal('scrollTo', () => undefined);
});

const HOUR_MS = 3_600_000;
const due = (inMs: number): string => new Date(NOW + inMs).toISOString();

const show = async (over: Partial<FakeDesk>, at = '/inbox/at-risk') => {
  history.replaceState(null, '', at);
  const desk = fakeDesk(over);
  vi.stubGlobal('fetch', desk.fetch);
  const phone = await aPhone();
  const Page = () => {
    const { path } = useLocation();
    return <Inbox phone={phone} momentId={path.split('/')[2] ?? ''} />;
  };
  render(
    <LocationProvider>
      <Page />
    </LocationProvider>,
  );
  return desk;
};
const page = () => plain(document.body.textContent);
const cards = () => Array.from(document.querySelectorAll<HTMLElement>('.flagged-card'));

test('[A7] each has its 24-hour clock, its words, and whoever looks after it', async () => {
  await show({
    flagged: [
      aFlagged({ dueAt: due(-3 * HOUR_MS - 1) }),
      aFlagged({ dueAt: due(-1) }),
      aFlagged({ dueAt: due(HOUR_MS - 1) }),
      aFlagged({ dueAt: due(5 * HOUR_MS), isOwn: false }),
      aFlagged({ leadName: null, isOwn: false, moment: null }),
    ],
  });
  await waitFor(() => expect(cards()).toHaveLength(5));
  const said = cards().map((card) => plain(card.textContent));
  expect(said[0]).toContain('Late by 3 hours');
  expect(said[0]).toContain('The form asks the same thing three times.');
  expect(said[0]).toContain('You look after this.');
  expect(said[1]).toContain('Late by less than an hour');
  expect(said[2]).toContain('Less than an hour left');
  expect(said[3]).toContain('5 hours left');
  expect(said[3]).toContain('Rosa Mwangi looks after this.');
  expect(said[4]).toContain('23 hours left');
  expect(said[4]).toContain('Nobody is named to look after this. Any manager can.');
  expect(said[4]).toContain('The words were taken back.');
});

test('[A7] of what a practitioner kept, the list says who it was, and nothing of an hour that is forgotten', async () => {
  const keptBy = 'Amina Khoury';
  await show({
    flagged: [
      aFlagged({ moment: aMoment({ isFlagged: true }), keptBy }),
      aFlagged({ moment: null, keptBy }),
      aFlagged(),
    ],
  });
  await waitFor(() => expect(cards()).toHaveLength(3));
  const said = cards().map((card) => plain(card.textContent));
  const forgotten = 'The hour it came is forgotten then.';
  for (const card of said.slice(0, 2)) {
    expect(card).toContain('kept by Amina Khoury');
    expect(card).not.toContain(forgotten);
  }
  expect(said[2]).not.toContain('kept by');
  expect(said[2]).toContain(forgotten);
});

test('[A7] an outcome is written down, once it says something, and is found under "Settled"', async () => {
  const one = aFlagged();
  const desk = await show({ flagged: [one] });
  const record = await screen.findByRole('button', { name: 'Write it down for good' });
  fireEvent.click(record);
  await waitFor(() => expect(page()).toContain('What you did is missing. Write it down first.'));
  const box = screen.getByRole('textbox');
  expect(document.activeElement).toBe(box);
  fireEvent.input(box, { target: { value: '  Called their worker. ' } });
  fireEvent.click(record);
  await waitFor(() => expect(page()).toContain('Written down.'));
  expect(desk.sent[`/v1/desk/flagged/${one.momentId}/outcome`]).toEqual({
    outcome: 'Called their worker.',
  });
  expect(page()).toContain('Nobody is waiting here.');
  await waitFor(() => expect(document.activeElement?.className).toBe('desk-done'));
  fireEvent.click(screen.getByRole('link', { name: 'Settled' }));
  await waitFor(() => expect(page()).toContain('Rosa Mwangi wrote this today, '));
  expect(page()).toContain('Called their worker.');
  expect(screen.queryByRole('textbox')).toBeNull();
});

test('[A7] the inbox says how many there are, as soon as one arrives, and marks them in the list', async () => {
  const desk = await show({ moments: [aMoment()] }, '/inbox');
  await screen.findByText('The form asks the same thing three times.');
  expect(screen.queryByRole('link', { name: /at risk$/ })).toBeNull();
  const words = 'Somebody sleeps outside.';
  const moment = aMoment({ words, channel: 'own-phone', byName: null, isFlagged: true });
  desk.moments = [moment, ...desk.moments];
  desk.flagged = [aFlagged({ momentId: moment.momentId, moment })];
  FakeSource.last.dispatchEvent(new Event('arrived'));
  const link = await screen.findByRole('link', { name: '1 may be at risk' });
  expect(link.getAttribute('href')).toBe('/inbox/at-risk');
  const card = (await screen.findByText(words)).closest('a')!;
  expect(plain(card.textContent)).toContain('May be at risk');
});

test('[A7] what is flagged meanwhile appears without a reload, and what is being written stays', async () => {
  const desk = await show({ flagged: [aFlagged()] });
  const box = await screen.findByRole('textbox');
  fireEvent.input(box, { target: { value: 'Called their' } });
  desk.flagged = [...desk.flagged, aFlagged()];
  FakeSource.last.dispatchEvent(new Event('arrived'));
  await waitFor(() => expect(cards()).toHaveLength(2));
  expect(within(cards()[0]!).getByRole<HTMLTextAreaElement>('textbox').value).toBe('Called their');
});

test('without signal the list says so, and goes on when it is back', async () => {
  const desk = await show({ flagged: [aFlagged()], refuses: () => null });
  await waitFor(() => expect(page()).toContain('No signal.'));
  desk.refuses = null;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(cards()).toHaveLength(1));
});
