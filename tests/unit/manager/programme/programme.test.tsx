// @vitest-environment happy-dom
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { People } from '../../../../src/manager/people/people.tsx';
import { qrPath } from '../../../../src/manager/people/qr-path.ts';
import { aPhone, aVoice, type FakeDesk, fakeDesk, plain } from '../fake-desk.ts';

// A busy machine is slow; nothing here waits for time to pass.
vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

const LINK = 'https://moments.example/say#BBBBBBBBBBBBBBBBBBBBBB';
const { programmeId, managers } = aVoice();
const PATH = `/v1/desk/programmes/${programmeId}`;
const safeguarding = {
  leadPersonId: managers[0]!.personId,
  leadName: 'Rosa Mwangi',
  hours: 'Every day',
  emergency: 'In danger, call 999.',
};

const show = async (over: Partial<FakeDesk> = {}) => {
  const desk = fakeDesk(over);
  vi.stubGlobal('fetch', desk.fetch);
  render(<People phone={await aPhone()} programmeId={programmeId} onSignOut={() => undefined} />);
  await screen.findByRole('heading', { name: 'Job club' });
  return desk;
};
const page = () => plain(document.body.textContent);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const posts = (desk: FakeDesk) => desk.asked.filter((asked) => asked.startsWith('POST'));

test('[A7] no link before somebody is named; all that is missing is said, above and at its field', async () => {
  const desk = await show();
  expect(page()).toContain('First say above who looks after it');
  expect(screen.queryByRole('button', { name: 'Make the link' })).toBeNull();
  press('Save');
  const summary = await screen.findByText('Please look at this:');
  const said = plain(summary.closest('.notice')?.textContent);
  for (const error of [
    'Nobody is chosen. Choose who looks after it.',
    'The hours are missing. Write when they read it.',
    'What to do in an emergency is missing. Write it down.',
  ]) {
    expect(said).toContain(error);
    expect(page().split(error)).toHaveLength(3);
  }
  await waitFor(() => expect(document.activeElement?.tagName).toBe('SELECT'));
  expect(posts(desk)).toEqual([]);
});

test('[A7] a lead is named from the managers, and what is written stands in one line', async () => {
  const desk = await show();
  const who = screen.getByLabelText<HTMLSelectElement>('Who looks after it?');
  expect(Array.from(who.options, ({ text }) => plain(text))).toEqual([
    'Choose a manager',
    'Rosa Mwangi',
    'Ada Byrne',
  ]);
  fireEvent.change(who, { target: { value: managers[1]!.personId } });
  fireEvent.input(screen.getByLabelText('When do they read it?'), {
    target: { value: ' Every day ' },
  });
  fireEvent.input(screen.getByLabelText('What should people do in an emergency?'), {
    target: { value: 'In danger,\ncall 999.' },
  });
  press('Save');
  await waitFor(() => expect(page()).toContain('Ada Byrne looks after it.'));
  expect(desk.sent[`${PATH}/safeguarding`]).toEqual({
    leadPersonId: managers[1]!.personId,
    hours: 'Every day',
    emergency: 'In danger, call 999.',
  });
  press('Make the link');
  await waitFor(() => expect(document.querySelector('.poster')).not.toBeNull());
});

test('the poster shows the link as a QR code and to type, what it is for, and what to do in an emergency', async () => {
  await show({ voice: aVoice({ link: LINK, safeguarding }) });
  const poster = document.querySelector<HTMLElement>('.poster')!;
  expect(plain(poster.textContent)).toContain('Harbour House · Job club');
  expect(plain(poster.textContent)).toContain(LINK);
  expect(plain(poster.textContent)).toContain('In danger, call 999.');
  expect(poster.querySelector('.qr-ink')?.getAttribute('d')).toBe(qrPath(LINK).path);
  expect(screen.getByLabelText<HTMLInputElement>('The link').value).toBe(LINK);
  const print = vi.fn<() => void>();
  vi.stubGlobal('print', print);
  press('Print the poster');
  expect(print).toHaveBeenCalledOnce();
});

test('made anew or switched off: asked about first, with what it does to the posters that hang', async () => {
  const desk = await show({ voice: aVoice({ link: LINK, safeguarding }) });
  press('Make a new link');
  const panel = screen.getByRole('group', { name: 'Make a new link and a new poster?' });
  expect(plain(panel.textContent)).toContain('so does every poster that hangs somewhere');
  fireEvent.keyDown(panel, { key: 'Escape' });
  await waitFor(() => expect(document.activeElement?.getAttribute('data-asks')).toBe('rotate'));
  expect(posts(desk)).toEqual([]);
  press('Make a new link');
  press('Make a new link');
  await waitFor(() => expect(page()).toContain('The link is new.'));
  expect(page()).not.toContain(LINK);
  press('Switch it off');
  press('Switch it off');
  await waitFor(() => expect(page()).toContain('The link is switched off.'));
  expect(document.querySelector('.poster')).toBeNull();
  expect(posts(desk)).toEqual([`POST ${PATH}/link`, `POST ${PATH}/link-off`]);
});

test('[A9] to have it sooner says what that costs, before it is saved', async () => {
  const desk = await show({ voice: aVoice({ safeguarding }) });
  const region = screen.getByRole('region', { name: 'When it reaches you' });
  expect(plain(region.textContent)).toContain('This is safest.');
  fireEvent.click(within(region).getByLabelText('4 hours'));
  await waitFor(() => expect(plain(region.textContent)).toContain('This has a cost'));
  expect(posts(desk)).toEqual([]);
  press('Let it wait so long');
  await waitFor(() => expect(page()).toContain('Saved. It counts for what comes from now on.'));
  expect(desk.sent[`${PATH}/release`]).toEqual({ releaseHours: 4 });
  expect(screen.queryByRole('button', { name: 'Let it wait so long' })).toBeNull();
});

test('how long words are kept, for the whole organisation', async () => {
  const desk = await show();
  const after = screen.getByRole('group', { name: 'After it arrived, at most' });
  fireEvent.click(within(after).getByLabelText('12 months'));
  press('Keep them so long');
  await waitFor(() =>
    expect(desk.sent['/v1/desk/keep-months']).toEqual({ afterTold: 12, afterArrival: 12 }),
  );
});

test('managers are told to keep keys and backups apart where the link is made', async () => {
  await show();
  const region = screen.getByRole('region', { name: 'A link and a poster' });
  expect(plain(region.textContent)).toContain('Keep both safe, in two places.');
});

test('a programme is found from the page of people', async () => {
  const desk = fakeDesk({ programmes: [{ programmeId, name: 'Job club' }] });
  vi.stubGlobal('fetch', desk.fetch);
  render(<People phone={await aPhone()} onSignOut={() => undefined} />);
  const link = await screen.findByRole('link', { name: /Job club/ });
  expect(link.getAttribute('href')).toBe(`/people/${programmeId}`);
});
