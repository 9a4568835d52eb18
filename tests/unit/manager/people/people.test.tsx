// @vitest-environment happy-dom
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import type { DeskPerson, DeskSession } from '../../../../src/contract/desk.ts';
import type { Role } from '../../../../src/contract/pull.ts';
import { People } from '../../../../src/manager/people/people.tsx';
import { qrPath } from '../../../../src/manager/people/qr-path.ts';
import { aPhone, type FakeDesk, fakeDesk, LINK, plain } from '../fake-desk.ts';

// A busy machine is slow; nothing here waits for time to pass.
vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

const id = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;

const aSession = (over: Partial<DeskSession> = {}): DeskSession => ({
  sessionId: id(1),
  device: 'Chrome on Android',
  signedInAt: '2026-10-01T09:00:00.000Z',
  lastContactAt: '2026-11-12T09:00:00.000Z',
  pendingCount: 3,
  pendingSince: '2026-11-12T08:00:00.000Z',
  state: 'active',
  own: false,
  ...over,
});
const amina = (...sessions: DeskSession[]): DeskPerson => ({
  personId: id(2),
  name: 'Amina Khoury',
  roles: ['practitioner'],
  passkeys: 0,
  invitedUntil: null,
  sessions,
});

const show = async (
  over: Partial<FakeDesk>,
  onSignOut: () => void | Promise<void> = vi.fn<() => void>(),
  roles?: readonly Role[],
) => {
  const desk = fakeDesk(over);
  vi.stubGlobal('fetch', desk.fetch);
  render(<People phone={await aPhone(roles)} onSignOut={onSignOut} />);
  await screen.findByRole('list', { name: 'People' });
  return desk;
};
const page = () => plain(document.body.textContent);
const press = (name: string | RegExp) => {
  const buttons = screen.getAllByRole('button');
  const named = buttons.find((button) => {
    const own = plain(button.getAttribute('aria-label') ?? button.textContent).trim();
    return typeof name === 'string' ? own === name : name.test(own);
  });
  if (named === undefined) throw new Error(`No button ${String(name)}`);
  fireEvent.click(named);
};

test('[P7] marking a phone as lost asks first, and says what the phone last said it holds', async () => {
  const desk = await show({ people: [amina(aSession())] });
  expect(page()).toContain('Holds 3 unsent moments since 12 November');
  press('Lost phone: Chrome on Android of Amina Khoury');
  const panel = screen.getByRole('group', { name: /as lost/ });
  expect(plain(panel.textContent)).toContain(
    'This phone last said that it holds 3 unsent moments. Marking it as lost wipes them.',
  );
  expect(desk.asked.filter((asked) => asked.endsWith('/lost'))).toEqual([]);
  fireEvent.click(within(panel).getByRole('button', { name: 'Mark as lost' }));
  await waitFor(() => expect(page()).toContain('Amina Khoury is marked as lost'));
  expect(desk.asked).toContain(`POST /v1/desk/sessions/${id(1)}/lost`);
});

test('[P7] cancelling leaves the phone alone and goes back to the button', async () => {
  const desk = await show({ people: [amina(aSession())] });
  press(/^Lost phone/);
  fireEvent.keyDown(screen.getByRole('heading', { name: /as lost/ }), { key: 'Escape' });
  await waitFor(() => expect(document.activeElement?.getAttribute('data-asks')).toBe('lost'));
  expect(desk.asked.filter((asked) => asked.startsWith('POST'))).toEqual([]);
});

test('[P7] one’s own device can be neither ended nor marked as lost here', async () => {
  await show({ people: [amina(aSession({ own: true }))] });
  expect(page()).toContain('This device');
  expect(document.querySelector('[data-asks]')).toBeNull();
});

test('[P7] an ended session says that the phone keeps what it holds', async () => {
  await show({ people: [amina(aSession())] });
  press('Sign out Chrome on Android of Amina Khoury');
  press('Sign out');
  await waitFor(() => expect(page()).toContain('Amina Khoury is signed out on Chrome on Android.'));
  expect(page()).toContain('What it holds can be sent after they open a new link on it.');
  expect(screen.queryByRole('group', { name: /^Sign/ })).toBeNull();
  expect(plain(document.activeElement?.textContent)).toContain('is signed out on');
});

test('[P10] since when is what the phone says, never after it was heard from, and left out where its clock is wrong', async () => {
  const ten = { years: { before: '2016-11-12T08:00:00.000Z', after: '2036-11-12T08:00:00.000Z' } };
  await show({
    people: [
      amina(
        aSession(),
        aSession({ sessionId: id(3), pendingSince: ten.years.before }),
        aSession({ sessionId: id(4), pendingSince: ten.years.after }),
        aSession({ sessionId: id(5), pendingSince: '2026-11-12T09:20:00.000Z' }),
        aSession({ sessionId: id(6), pendingSince: null }),
      ),
    ],
  });
  const said = Array.from(document.querySelectorAll('.device-pending'), ({ textContent }) =>
    plain(textContent),
  );
  const isWrong = 'Holds 3 unsent moments. Since when, we cannot say: its clock seems wrong.';
  expect(said).toEqual([
    'Holds 3 unsent moments since 12 November',
    isWrong,
    isWrong,
    'Holds 3 unsent moments since 12 November',
    'Holds 3 unsent moments',
  ]);
});

test('[P10] who has held moments for more than a day stands above the list, with when they were last heard from', async () => {
  const today = '2026-11-23T09:00:00.000Z';
  await show({
    people: [
      amina(
        aSession(),
        aSession({ sessionId: id(3), pendingSince: today, lastContactAt: today }),
        aSession({ sessionId: id(4), pendingCount: 0, pendingSince: null }),
        aSession({ sessionId: id(5), state: 'wiped' }),
        aSession({
          sessionId: id(6),
          pendingSince: '2036-01-01T00:00:00.000Z',
          lastContactAt: today,
        }),
        aSession({ sessionId: id(7), pendingSince: '2036-01-01T00:00:00.000Z', pendingCount: 8 }),
      ),
    ],
  });
  const notice = plain(document.querySelector('.people-main > .notice')?.textContent);
  expect(notice).toContain('2 devices have held moments for more than a day.');
  expect(notice).toContain('Holds 3 unsent moments since 12 November');
  expect(notice).toContain('Holds 8 unsent moments. Since when, we cannot say');
  expect(notice).toContain('Last heard from 12 November, ');
});

test('nobody holds anything for long: nothing is said above the list', async () => {
  await show({ people: [amina(aSession({ pendingCount: 0, pendingSince: null }))] });
  expect(document.querySelector('.people-main > .notice')).toBeNull();
});

test('an invitation is shown once, as link, QR code and short code', async () => {
  const desk = await show({ people: [] });
  press('Invite someone');
  fireEvent.input(screen.getByLabelText('Their name'), { target: { value: '  Joseph  ' } });
  press('Make the link');
  await screen.findByText('K7XQ2-MVB0F');
  const qr = screen.getByRole('img');
  expect(qr.querySelector('path')?.getAttribute('d')).toBe(qrPath(LINK).path);
  expect(screen.getByLabelText<HTMLInputElement>('The link').value).toBe(LINK);
  expect(page()).toContain('It works once, until 24 November');
  expect(page()).toContain('We show it only now.');
  expect(desk.asked).toContain('POST /v1/desk/invitations');
  press('Done');
  await waitFor(() => expect(screen.queryByText('K7XQ2-MVB0F')).toBeNull());
});

test('where copying is refused, the link is selected instead', async () => {
  await show({ people: [amina()] });
  press('New link for Amina Khoury');
  const field = await screen.findByLabelText<HTMLInputElement>('The link');
  const clipboard = { writeText: () => Promise.reject(new Error('refused')) };
  vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(clipboard as unknown as Clipboard);
  press('Copy link');
  await screen.findByText('Copying did not work here. The link is selected: copy it yourself.');
  expect(document.activeElement).toBe(field);
  vi.restoreAllMocks();
});

test('a missing name is said above the form and at the field, in the same words', async () => {
  await show({ people: [] });
  press('Invite someone');
  press('Make the link');
  const alert = await screen.findByRole('alert');
  const said = 'Their name is missing. Write the name of the person you invite.';
  expect(plain(alert.textContent)).toContain(said);
  const field = screen.getByLabelText('Their name');
  const described = field.getAttribute('aria-describedby') ?? '';
  const atField = described.split(' ').map((one) => document.getElementById(one)?.textContent);
  expect(atField).toContain(said);
  expect(document.activeElement).toBe(field);
});

test('a programme’s name that is taken is said in plain words; another one is added', async () => {
  const programmes = [{ programmeId: id(9), name: 'Job club' }];
  const desk = await show({ people: [], programmes });
  press('Add a programme');
  const field = screen.getByLabelText('Name of the programme');
  fireEvent.input(field, { target: { value: 'Job club' } });
  press('Add');
  const taken = 'There is already a programme with this name. Choose another name.';
  await waitFor(() => expect(screen.getAllByText(taken, { exact: false })).toHaveLength(2));
  fireEvent.input(field, { target: { value: 'Sewing' } });
  press('Add');
  await waitFor(() => expect(page()).toContain('Sewing is added.'));
  expect(desk.programmes.map(({ name }) => name)).toEqual(['Job club', 'Sewing']);
});

test('signing out here asks first, is handed on, and says when it could not be done', async () => {
  const onSignOut = vi.fn<() => Promise<void>>(() => Promise.reject(new Error('no connection')));
  await show({ people: [] }, onSignOut);
  press('Sign out of this device');
  const panel = screen.getByRole('group', { name: 'Sign out here?' });
  expect(onSignOut).not.toHaveBeenCalled();
  fireEvent.click(within(panel).getByRole('button', { name: 'Sign out of this device' }));
  await screen.findByText('No signal, so nothing was changed.');
  expect(onSignOut).toHaveBeenCalledTimes(1);
});

test('[X1] who is no administrator invites nobody, changes nobody, and lets no administrator in', async () => {
  const admin: DeskPerson = {
    ...amina(),
    personId: id(3),
    name: 'Ada Byrne',
    roles: ['practitioner', 'manager', 'administrator'],
  };
  await show({ people: [amina(), admin] }, undefined, ['practitioner', 'manager']);
  const buttons = screen
    .getAllByRole('button')
    .map((button) => plain(button.getAttribute('aria-label') ?? button.textContent).trim());
  expect(buttons).toContain('New link for Amina Khoury');
  for (const name of [/Invite/, /Add a programme/, /Change/, /Remove/, /New link for Ada/]) {
    expect(buttons.filter((label) => name.test(label))).toEqual([]);
  }
});

test('an administrator sees which managers have no passkey yet', async () => {
  const manager: DeskPerson = { ...amina(), roles: ['practitioner', 'manager'] };
  await show({ people: [manager, { ...manager, personId: id(4), passkeys: 1 }] });
  expect(page().match(/No passkey yet/g)).toHaveLength(1);
});

test('a role is changed with all that it needs, and without what needs it', async () => {
  const desk = await show({ people: [amina()] });
  press('Change role of Amina Khoury');
  const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });
  fireEvent.click(box('Administrator'));
  expect(box('Manager').checked).toBe(true);
  fireEvent.click(box('Manager'));
  expect(box('Administrator').checked).toBe(false);
  fireEvent.click(box('Safeguarding lead'));
  press('Save');
  await waitFor(() => expect(page()).toContain('The role of Amina Khoury is changed.'));
  expect(desk.sent[`/v1/desk/people/${id(2)}/roles`]).toEqual({ roles: ['practitioner', 'lead'] });
  expect(page()).toContain('Practitioner, Safeguarding lead');
});

test('before somebody is removed, it is said what their phones still hold; Cancel removes nobody', async () => {
  const desk = await show({ people: [amina(aSession({ pendingCount: 3 }))] });
  press('Remove Amina Khoury');
  expect(page()).toContain('3 moments are still on their phones and were not sent.');
  press('Cancel');
  expect(desk.people).toHaveLength(1);
  press('Remove Amina Khoury');
  press('Remove');
  await waitFor(() => expect(desk.people).toEqual([]));
});
