// @vitest-environment happy-dom
import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import type { Passkey } from '../../../../src/contract/passkey.ts';
import type { RefusalCode } from '../../../../src/contract/refusal.ts';
import { deskClient } from '../../../../src/manager/desk-client.ts';
import { onOpened } from '../../../../src/manager/doors/opened.ts';
import { whileOpen } from '../../../../src/manager/doors/while-open.tsx';
import { YourPasskeys } from '../../../../src/manager/doors/your-passkeys.tsx';
import { type FakeDesk, fakeDesk, NOW, plain } from '../fake-desk.ts';

vi.setConfig({ testTimeout: 20_000 });

const aPasskey = (over: Partial<Passkey> = {}): Passkey => ({
  passkeyId: '00000000-0000-4000-8000-000000000001',
  madeOn: 'Chrome on Android',
  madeAt: '2026-11-20T09:00:00.000Z',
  lastUsedAt: null,
  isCarried: false,
  ...over,
});

/** A desk that refuses what `path` asks for until it was shown who asks. */
const guarded = (
  code: RefusalCode,
  isGuarded: (path: string) => boolean,
  passkeys: Passkey[] = [aPasskey()],
) => {
  let isProven = false;
  const desk: FakeDesk = fakeDesk({
    refuses: (path) => (isGuarded(path) && !isProven ? code : undefined),
  });
  desk.passkeys = { ...desk.passkeys, passkeys, publicUrl: location.origin };
  const answer = desk.fetch;
  desk.fetch = async (url, init) => {
    if (url === '/v1/passkeys/ask' || url === '/v1/passkeys/options') {
      return Response.json({ protocol: 'moments/1', options: { challenge: 'AAAA' } });
    }
    if (url === '/v1/passkeys/prove') isProven = true;
    return url === '/v1/passkeys/prove'
      ? Response.json({ protocol: 'moments/1' })
      : answer(url, init);
  };
  vi.stubGlobal('fetch', desk.fetch);
  return { desk, client: deskClient(desk.fetch) };
};

/** What the browser does with a passkey: it shows one, or the person puts it off. */
const byDevice = (get: () => Promise<unknown>): void => {
  vi.stubGlobal('PublicKeyCredential', function PublicKeyCredential() {});
  vi.stubGlobal('isSecureContext', true);
  Object.defineProperty(navigator, 'credentials', { value: { get }, configurable: true });
};
const shown = {
  id: 'AAAA',
  rawId: new ArrayBuffer(3),
  type: 'public-key',
  response: {
    authenticatorData: new ArrayBuffer(1),
    clientDataJSON: new ArrayBuffer(1),
    signature: new ArrayBuffer(1),
    userHandle: null,
  },
  getClientExtensionResults: () => ({}),
};

test('what is asked again for goes through once the passkey was shown, without being asked for twice', async () => {
  const { client, desk } = guarded('ask_again', (path) => path.endsWith('/invitations'));
  byDevice(async () => shown);
  let wasOpened = 0;
  const stop = onOpened(() => (wasOpened += 1));
  const invited = client.invite('Sam', 'practitioner');
  fireEvent.click(await screen.findByRole('button', { name: 'Use my passkey' }));
  expect(await invited).toMatchObject({ ok: true });
  expect(desk.asked.filter((call) => call.includes('invitations'))).toHaveLength(2);
  expect(document.querySelector('dialog')).toBeNull();
  expect(wasOpened).toBe(1);
  stop();
});

test('put off, nothing was done, and it says why', async () => {
  const { client, desk } = guarded('ask_again', (path) => path.endsWith('/invitations'));
  byDevice(async () => shown);
  const invited = client.invite('Sam', 'practitioner');
  fireEvent.click(await screen.findByRole('button', { name: 'Not now' }));
  expect(await invited).toMatchObject({ ok: false, trouble: { code: 'ask_again' } });
  expect(desk.asked.filter((call) => call.includes('invitations'))).toHaveLength(1);
});

test('a passkey that the person did not show leaves the question open, in words', async () => {
  const { client } = guarded('ask_again', (path) => path.endsWith('/invitations'));
  byDevice(async () => {
    throw Object.assign(new Error('no'), { name: 'NotAllowedError' });
  });
  const invited = client.invite('Sam', 'practitioner');
  fireEvent.click(await screen.findByRole('button', { name: 'Use my passkey' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Try again when you are ready.');
  fireEvent.click(screen.getByRole('button', { name: 'Not now' }));
  expect((await invited).ok).toBe(false);
});

test('who has none is asked to make one', async () => {
  const { client } = guarded('ask_again', (path) => path.endsWith('/invitations'), []);
  byDevice(async () => shown);
  const invited = client.invite('Sam', 'practitioner');
  await screen.findByRole('button', { name: 'Make a passkey' });
  expect(plain(document.body.textContent)).toContain('npm run manager-link');
  fireEvent.click(screen.getByRole('button', { name: 'Not now' }));
  await invited;
});

test('a closed desk asks when something is to be changed, and not because a list is read', async () => {
  const { client } = guarded('desk_closed', (path) => path.startsWith('/v1/desk/'));
  byDevice(async () => shown);
  expect(await client.people()).toMatchObject({ ok: false, trouble: { code: 'desk_closed' } });
  expect(document.querySelector('dialog')).toBeNull();
  const seen = client.addProgramme('Kitchen');
  await screen.findByText('Your desk is closed');
  fireEvent.click(await screen.findByRole('button', { name: 'Use my passkey' }));
  expect((await seen).ok).toBe(true);
});

test('[X2] a desk that closed shows nothing of what it showed, and all of it again once it is open', async () => {
  let isClosed = false;
  const { client, desk } = guarded(
    'desk_closed',
    (path) => isClosed && path.startsWith('/v1/desk/'),
  );
  byDevice(async () => shown);
  desk.programmes = [{ programmeId: '00000000-0000-4000-8000-000000000001', name: 'Kitchen' }];
  const Screen = whileOpen(() => <input aria-label="half written" />);
  render(<Screen />);
  const field = screen.getByLabelText<HTMLInputElement>('half written');
  field.value = 'Thank you for';
  await client.people();
  expect(field.closest('[hidden]')).toBeNull();
  isClosed = true;
  await client.people();
  expect(field.closest('[hidden]')).not.toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Open my desk' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Use my passkey' }));
  await waitFor(() => expect(field.closest('[hidden]')).toBeNull());
  expect(field.value).toBe('Thank you for');
});

test("one's own passkeys are listed, and one is removed only after the person said so", async () => {
  const { desk } = guarded('ask_again', () => false);
  byDevice(async () => shown);
  render(<YourPasskeys now={NOW} />);
  fireEvent.click(
    await screen.findByRole('button', {
      name: 'Remove the passkey made on \u2068Chrome on Android\u2069',
    }),
  );
  expect(plain(document.body.textContent)).toContain('It is your only one.');
  fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(desk.passkeys.passkeys).toEqual([]));
  await screen.findByText('You have none yet, so your desk stays open on your devices.');
});
