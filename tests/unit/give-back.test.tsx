// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { GiveBack } from '../../src/app/give-back.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const open = () => {
  vi.useFakeTimers();
  const onReturn = vi.fn<() => Promise<void>>(async () => undefined);
  render(<GiveBack onReturn={onReturn} />);
  return { onReturn, button: screen.getByRole('button') };
};

test('[A2] a tap does not open the app; a finger that holds does', () => {
  const { onReturn, button } = open();
  fireEvent.pointerDown(button);
  vi.advanceTimersByTime(400);
  fireEvent.pointerUp(button);
  fireEvent.click(button);
  vi.advanceTimersByTime(10_000);
  expect(onReturn).not.toHaveBeenCalled();

  fireEvent.pointerDown(button);
  vi.advanceTimersByTime(2_000);
  expect(onReturn).toHaveBeenCalledOnce();
});

test('[A2] a key that is held does, one that is pressed does not', () => {
  const { onReturn, button } = open();
  fireEvent.keyDown(button, { key: 'Enter' });
  fireEvent.click(button);
  fireEvent.keyUp(button, { key: 'Enter' });
  vi.advanceTimersByTime(10_000);
  expect(onReturn).not.toHaveBeenCalled();

  fireEvent.keyDown(button, { key: ' ' });
  vi.advanceTimersByTime(2_000);
  expect(onReturn).toHaveBeenCalledOnce();
});

test('who cannot hold, as with a screen reader, returns by its click alone', () => {
  const { onReturn, button } = open();
  fireEvent.click(button);
  expect(onReturn).toHaveBeenCalledOnce();
});
