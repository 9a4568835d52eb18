// @vitest-environment happy-dom
import {
  cleanup,
  configure,
  fireEvent,
  render,
  screen,
  waitFor,
  within,
} from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import type { DeskAlerts } from '../../../../src/contract/desk-alerts.ts';
import type { Role } from '../../../../src/contract/pull.ts';
import { People } from '../../../../src/manager/people/people.tsx';
import { aPhone, type FakeDesk, fakeDesk, plain, someAlerts } from '../fake-desk.ts';

// A busy machine is slow; nothing here waits for time to pass.
vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

const FAILED: DeskAlerts['troubled'][number] = {
  deliveryId: '00000000-0000-4000-8000-0000000000d1',
  to: 'person',
  name: 'Ada Byrne',
  what: 'flagged',
  isGivenUp: false,
  trouble: 'mail_away',
  madeAt: '2026-11-23T11:00:00.000Z',
  tries: 3,
};
const HOOK: DeskAlerts['webhooks'][number] = {
  webhookId: '00000000-0000-4000-8000-0000000000e1',
  name: 'Managers',
  host: 'hooks.slack.com',
  shape: 'slack',
  wantsDaily: true,
  wantsFlagged: true,
  hour: 8,
  timeZone: 'Europe/London',
  goneAt: null,
};

const show = async (
  over: Partial<FakeDesk> = {},
  roles: Role[] = ['practitioner', 'manager', 'administrator'],
) => {
  const desk = fakeDesk(over);
  vi.stubGlobal('fetch', desk.fetch);
  const phone = await aPhone();
  phone.identity.roles = roles;
  render(<People phone={phone} programmeId="alerts" onSignOut={() => undefined} />);
  await screen.findByRole('heading', { name: 'To you' });
  return desk;
};
const page = () => plain(document.body.textContent);
const press = (name: string, within_: HTMLElement = document.body) =>
  fireEvent.click(within(within_).getByRole('button', { name }));
const write = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const posts = (desk: FakeDesk) => desk.asked.filter((asked) => asked.startsWith('POST'));

test('an address and an hour are kept, by the clock of this device', async () => {
  const desk = await show();
  expect(screen.queryByRole('button', { name: 'Send me a test' })).toBeNull();
  write('Your email address', ' rosa@example.org ');
  fireEvent.change(screen.getByLabelText('At what time?'), { target: { value: '17' } });
  press('Save');
  await waitFor(() => expect(page()).toContain('Saved. A test email is on its way to you.'));
  expect(desk.sent['/v1/desk/alerts/own']).toEqual({
    email: 'rosa@example.org',
    wantsDaily: true,
    hour: 17,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  press('Send me a test');
  await waitFor(() => expect(posts(desk)).toContain('POST /v1/desk/alerts/test'));
});

test('what is no address is said above and at the field, and nothing is sent', async () => {
  const desk = await show();
  write('Your email address', 'rosa');
  press('Save');
  await waitFor(() => expect(page().split('This is not an email address.')).toHaveLength(3));
  expect(document.activeElement).toBe(screen.getByLabelText('Your email address'));
  expect(posts(desk)).toEqual([]);
  write('Your email address', '');
  press('Save');
  await waitFor(() => expect(page()).toContain('Saved.'));
  expect(desk.sent['/v1/desk/alerts/own']).toMatchObject({ email: null });
});

test('a server that sends no email says so, and so does one where no administrator can be reached', async () => {
  await show({ alerts: someAlerts({ sendsMail: false }) });
  expect(page()).toContain('This server sends no email yet.');
  cleanup();
  await show({ alerts: someAlerts({ reachesAdministrators: false }) });
  expect(page()).toContain('No administrator has given an address.');
});

test('what did not arrive is shown with why, and is tried again or taken off the list', async () => {
  const desk = await show({
    alerts: someAlerts({
      troubled: [
        FAILED,
        {
          ...FAILED,
          deliveryId: '00000000-0000-4000-8000-0000000000d2',
          to: 'webhook',
          name: 'Managers',
          what: 'daily',
          isGivenUp: true,
          trouble: 'inner_address',
          tries: 1,
        },
      ],
    }),
  });
  const [first, second] = within(
    screen.getByRole('list', { name: 'Alerts that did not arrive, the latest first' }),
  ).getAllByRole('listitem');
  expect(plain(first!.textContent)).toContain(
    'To Ada Byrne, by emailThe mail server did not answer. Tried 3 times. It is tried again by itself.',
  );
  expect(within(first!).queryByRole('button', { name: 'I have seen this' })).toBeNull();
  expect(plain(second!.textContent)).toContain(
    'To ManagersIts address is not on the public internet, so nothing was sent there. Given up after one try.',
  );
  press('I have seen this', second);
  await waitFor(() => expect(page()).toContain('Taken off the list.'));
  press('Try it now');
  await waitFor(() => expect(page()).toContain('It is tried now.'));
  expect(posts(desk)).toEqual([
    'POST /v1/desk/deliveries/00000000-0000-4000-8000-0000000000d2/looked',
    'POST /v1/desk/deliveries/00000000-0000-4000-8000-0000000000d1/again',
  ]);
});

test('an administrator adds a webhook, sees what signs its messages once, tries it and takes it away', async () => {
  const desk = await show();
  press('Tell your team');
  write('What do you call it?', 'Managers');
  write('Its address', 'https://hooks.slack.com/services/secret');
  fireEvent.click(screen.getByLabelText('Slack'));
  fireEvent.click(screen.getByLabelText('Once a day: what waits'));
  expect(screen.getAllByLabelText('At what time?')).toHaveLength(1);
  press('Add it');
  await waitFor(() => expect(page()).toContain('Managers is added. A test is on its way there.'));
  expect(desk.sent['/v1/desk/webhooks']).toMatchObject({
    name: 'Managers',
    url: 'https://hooks.slack.com/services/secret',
    shape: 'slack',
    wantsFlagged: true,
    wantsDaily: false,
  });
  expect(screen.getByLabelText('What its messages are signed with')).toMatchObject({
    value: 'whsec_c2VjcmV0',
  });
  expect(page()).toContain('Slack, at hooks.slack.com');
  expect(page()).not.toContain('services/secret');
  press('Send a test');
  await waitFor(() => expect(page()).toContain('A test is on its way to Managers.'));
  press('Take it away');
  press('Take it away', screen.getByRole('group', { name: plainName('Take Managers away?') }));
  await waitFor(() => expect(page()).toContain('Managers is taken away.'));
  expect(page()).toContain('Nothing is told yet.');
});

const plainName = (name: string) => (found: string) => plain(found) === name;

test('an address within is refused in plain words, above and at its field; the form stays', async () => {
  await show();
  press('Tell your team');
  press('Add it');
  await waitFor(() => expect(page().split('The name is missing.')).toHaveLength(3));
  write('What do you call it?', 'Managers');
  write('Its address', 'http://127.0.0.1/');
  press('Add it');
  await waitFor(() => expect(page().split('This address cannot be used.')).toHaveLength(3));
  expect(page()).not.toContain('The name is missing.');
  expect(screen.getByLabelText('Its address')).toMatchObject({ value: 'http://127.0.0.1/' });
});

test('a manager who is no administrator sees what is told, and changes none of it', async () => {
  await show(
    { alerts: someAlerts({ webhooks: [{ ...HOOK, goneAt: '2026-11-23T11:00:00.000Z' }] }) },
    ['practitioner', 'manager'],
  );
  expect(page()).toContain('It said that it is not there any more.');
  for (const name of ['Tell your team', 'Take it away', 'Send a test']) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
});

test('who looks after safety and is no manager gives their own address, and sees nothing else', async () => {
  const desk = await show({}, ['practitioner', 'lead']);
  expect(screen.queryByRole('heading', { name: 'To your team' })).toBeNull();
  write('Your email address', 'lee@example.org');
  press('Save');
  await waitFor(() => expect(posts(desk)).toContain('POST /v1/desk/alerts/own'));
});

test('without signal the page says so, and goes on when it is asked again', async () => {
  const desk = fakeDesk({ refuses: () => null });
  vi.stubGlobal('fetch', desk.fetch);
  render(<People phone={await aPhone()} programmeId="alerts" onSignOut={() => undefined} />);
  await waitFor(() => expect(page()).toContain('No signal.'));
  desk.refuses = () => undefined;
  press('Try again');
  await screen.findByRole('heading', { name: 'To you' });
});
