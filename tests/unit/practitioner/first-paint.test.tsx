// @vitest-environment happy-dom
import { act, configure, screen, waitFor } from '@testing-library/preact';
import { hydrate, render } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Capture } from '../../../src/practitioner/capture/capture.tsx';
import { draftOf, phoneAtHand } from './at-hand.ts';

vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 10_000 });

let root: HTMLElement;
beforeEach(() => {
  vi.stubGlobal('scrollTo', () => undefined);
  root = document.createElement('div');
  document.body.replaceChildren(root);
});
afterEach(() => {
  render(null, root);
  vi.unstubAllGlobals();
});

const drawn = () => renderToString(<Capture phone={null} typed="" />);

test('the first drawing is the same every time, and has the field and its kinds', () => {
  expect(drawn()).toBe(drawn());
  root.innerHTML = drawn();
  expect(root.querySelectorAll('textarea, button')).toHaveLength(4);
  expect(root.querySelector('[style]')).toBeNull();
});

test('[S2] what was typed before the script had loaded survives it, with caret and focus', async () => {
  root.innerHTML = drawn();
  const typedIn = root.querySelector('textarea')!;
  typedIn.focus();
  typedIn.value = 'He said th';
  typedIn.setSelectionRange(3, 7);

  await act(() => hydrate(<Capture phone={null} typed="He said th" />, root));
  const field = screen.getByRole<HTMLTextAreaElement>('textbox');
  expect(field).toBe(typedIn);
  expect(field.value).toBe('He said th');
  expect([field.selectionStart, field.selectionEnd]).toEqual([3, 7]);
  expect(document.activeElement).toBe(field);

  const phone = await phoneAtHand();
  await act(() => render(<Capture phone={phone} typed="He said th" />, root));
  await waitFor(async () => expect(await draftOf(phone)).toBe('He said th'));
  expect(screen.getByRole('textbox')).toBe(typedIn);
  expect([field.selectionStart, field.selectionEnd]).toEqual([3, 7]);
});

test('[S2] letters that came after the script had looked survive too', async () => {
  root.innerHTML = drawn();
  root.querySelector('textarea')!.value = 'He said that';
  await act(() => hydrate(<Capture phone={null} typed="He said th" />, root));
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('He said that');
});

test('what was typed then does not come back when the screen is opened again later', async () => {
  const phone = await phoneAtHand();
  await act(() => render(<Capture phone={phone} typed="He said th" />, root));
  await screen.findByText('Tuesday drop-in');
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('');
});
