// @vitest-environment happy-dom
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { beforeEach, expect, test, vi } from 'vitest';
import { Inbox } from '../../../../src/manager/inbox/inbox.tsx';
import { aMoment, anAside, aPhone, type FakeDesk, fakeDesk, plain } from '../fake-desk.ts';

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

const PROGRAMME = { programmeId: '00000000-0000-4000-8000-000000000001', name: 'Job club' };

const show = async (over: Partial<FakeDesk>, at = '/inbox/set-aside') => {
  history.replaceState(null, '', at);
  const desk = fakeDesk({ programmes: [PROGRAMME], ...over });
  vi.stubGlobal('fetch', desk.fetch);
  const phone = await aPhone();
  await phone.known.put('programmes', PROGRAMME);
  const momentId = at.split(/[/?]/)[2] ?? '';
  render(
    <LocationProvider>
      <Inbox phone={phone} momentId={momentId} />
    </LocationProvider>,
  );
  return desk;
};
const page = () => plain(document.body.textContent);
const cards = () => Array.from(document.querySelectorAll<HTMLElement>('[data-aside]'));

test('[P8] whose it is, when it came, why it was set aside in plain words, and the words as text', async () => {
  const words = '<img src=x onerror=alert(1)> \u202Eevil';
  await show({
    setAside: [
      anAside({ body: JSON.stringify({ words }) }),
      anAside({ body: '{"words": "cut off in the mid', code: 'conflict' }),
      anAside({ code: 'unknown_programme', kind: 'amend' }),
      anAside({ isOfOther: true, isMomentHere: true, kind: 'withdraw' }),
    ],
  });
  const quote = await screen.findByText(words, { normalizer: (text) => text });
  expect(quote.children).toHaveLength(0);
  expect(quote.closest('blockquote')?.getAttribute('dir')).toBe('auto');
  const raw = screen.getByText('{"words": "cut off in the mid');
  expect(raw.getAttribute('dir')).toBe('auto');
  const [rule, twice, programme, other] = cards().map((card) => plain(card.textContent));
  expect(rule).toContain('It is not how a moment has to be.');
  expect(rule).toContain('Amina Khoury · Chrome on Android · came today, ');
  expect(twice).toContain('It came under a number that another one had already.');
  expect(programme).toContain('Its programme is not here.');
  expect(programme).toContain('It was to change a moment that was kept before.');
  expect(other).toContain('It changes a moment of somebody else.');
  expect(within(cards()[3]!).getByRole('link').getAttribute('href')).toMatch(/^\/inbox\/.{36}$/);
});

test('[P8] "Looked at" settles it, says so, and it is found under "Looked at" with who and when', async () => {
  const desk = await show({ setAside: [anAside()] });
  fireEvent.click(await screen.findByRole('button', { name: 'Looked at' }));
  await screen.findByText('Moved to “Looked at”.');
  await waitFor(() => expect(cards()).toEqual([]));
  expect(page()).toContain('Nothing is set aside.');
  await waitFor(() => expect(document.activeElement?.className).toBe('aside-done'));
  expect(desk.setAside[0]?.lookedBy).toBe('Rosa Mwangi');
  fireEvent.click(screen.getByRole('link', { name: 'Looked at' }));
  await waitFor(() => expect(page()).toContain('Rosa Mwangi looked at it today, '));
  expect(screen.queryByRole('button', { name: 'Looked at' })).toBeNull();
});

test('[P8] what named no known programme is taken in under one that is chosen', async () => {
  const desk = await show({ setAside: [anAside({ code: 'unknown_programme' })] });
  const where = await screen.findByLabelText<HTMLSelectElement>('Where does it belong?');
  await waitFor(() => expect(where.options).toHaveLength(2));
  fireEvent.click(screen.getByRole('button', { name: 'Take it in' }));
  expect(desk.asked.filter((asked) => asked.startsWith('POST'))).toEqual([]);
  fireEvent.change(where, { target: { value: PROGRAMME.programmeId } });
  fireEvent.submit(where.closest('form')!);
  await waitFor(() => expect(page()).toContain('It is in the inbox now, under Job club.'));
  expect(desk.setAside[0]?.takenInUnder).toBe('Job club');
});

test('[P8] the inbox says how many are set aside, and nothing where there are none', async () => {
  const desk = await show({ moments: [aMoment()], setAside: [anAside(), anAside()] }, '/inbox');
  const link = await screen.findByRole('link', { name: '2 set aside' });
  expect(link.getAttribute('href')).toBe('/inbox/set-aside');
  desk.setAside = [];
  FakeSource.last.dispatchEvent(new Event('arrived'));
  await waitFor(() => expect(screen.queryByText('2 set aside')).toBeNull());
});

test('what is set aside meanwhile appears without a reload; more is shown page by page', async () => {
  const many = Array.from({ length: 60 }, (_, at) =>
    anAside({ body: `{"words":"item ${at + 1}"}` }),
  );
  const desk = await show({ setAside: many });
  fireEvent.click(await screen.findByRole('button', { name: 'Show more' }));
  await screen.findByText('item 60');
  desk.setAside = [anAside({ body: '{"words":"just now"}' }), ...desk.setAside];
  FakeSource.last.dispatchEvent(new Event('arrived'));
  await screen.findByText('just now');
  expect(cards()).toHaveLength(61);
});

test('J, K and Escape: through the list, and back to the inbox', async () => {
  await show({ setAside: [anAside(), anAside()] });
  await waitFor(() => expect(cards()).toHaveLength(2));
  const press = (key: string) => fireEvent.keyDown(document.activeElement!, { key });
  press('j');
  press('j');
  expect(document.activeElement).toBe(cards()[1]);
  press('k');
  expect(document.activeElement).toBe(cards()[0]);
  press('Escape');
  await waitFor(() => expect(location.pathname).toBe('/inbox'));
});

test('without signal it says so, keeps what it shows, and a deed that failed says that nothing was changed', async () => {
  const desk = await show({ setAside: [anAside()] });
  const button = await screen.findByRole('button', { name: 'Looked at' });
  desk.refuses = () => null;
  fireEvent.click(button);
  await screen.findByText('No signal, so nothing was changed.');
  expect(cards()).toHaveLength(1);
});

test('[P9] a moment that two phones changed is marked in the list and shows both, with which stands and why', async () => {
  const moment = aMoment({ words: 'two', conflicted: true, audience: 'team' });
  const version = {
    operationId: moment.momentId,
    revision: 2,
    receivedAt: '2026-11-23T09:00:00.000Z',
    byName: 'Amina Khoury',
    device: 'Chrome on Android',
    stands: true,
    isSetAside: false,
  };
  await show(
    {
      moments: [moment],
      versions: [
        { ...version, body: '{"words":"two","audience":"team"}' },
        {
          ...version,
          body: '{"words":"too","audience":"public"}',
          stands: false,
          device: 'Safari on iPad',
        },
        { ...version, body: '{"words": cut', stands: false, isSetAside: true },
      ],
    },
    `/inbox/${moment.momentId}`,
  );
  await screen.findByText('too');
  expect(plain(document.querySelector('.moment-card')?.textContent)).toContain('Two versions');
  const [stands, other, aside] = Array.from(
    document.querySelectorAll('.version'),
    ({ textContent }) => plain(textContent),
  );
  expect(stands).toContain('This one is shown');
  expect(stands).toContain('They are equally new.');
  expect(stands).toContain('Amina Khoury · Chrome on Android · came today, ');
  expect(other).toContain('The other one');
  expect(other).toContain('This version says: everyone may see it.');
  expect(other).toContain('Safari on iPad');
  expect(aside).toContain('{"words": cut');
  expect(aside).toContain('It came under a number that another version had already.');
  expect(page()).toContain('only the team may see these words now');
});

test('[P9] where a newer change came, the versions say so', async () => {
  const moment = aMoment({ words: 'three', conflicted: true });
  const version = {
    operationId: moment.momentId,
    revision: 2,
    receivedAt: '2026-11-23T09:00:00.000Z',
    byName: null,
    device: null,
    stands: false,
    isSetAside: false,
    body: '{}',
  };
  await show(
    { moments: [moment], versions: [{ ...version, revision: 3, stands: true }, version, version] },
    `/inbox/${moment.momentId}`,
  );
  await screen.findByText('It is shown because a newer change was made to it.');
  expect(screen.getAllByText(/It was written before the newest change/)).toHaveLength(2);
});
