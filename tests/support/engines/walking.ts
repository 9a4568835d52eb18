// The steps of the main journey in any engine, found by the names that people see.
import { vi } from 'vitest';
import type { MomentKind } from '../../../src/contract/moment.ts';
import { say as sayApp } from '../../../src/words/app.ts';
import { say as sayPractitioner } from '../../../src/words/practitioner.ts';
import { say as saySignIn } from '../../../src/words/sign-in.ts';
import { workerIsReadyInPage } from '../browser.ts';
import type { Device, Place } from './engine.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };

/** Opens an invitation on this device and takes it. */
export const join = async (device: Device, link: string): Promise<void> => {
  // Only the fragment may differ from the page that is open; a browser would not load it again.
  await device.open('about:blank');
  await device.open(link);
  await tap(device, 'button', saySignIn('join.take'));
};

/** The writing field is there, and its script too: before, words are caught but a tap is not. */
export const readyToKeep = (device: Device): Promise<void> => seen(device, '.bar button');

/** Types words and taps a kind; resolves when the screen says that they are saved. */
export const keep = async (
  device: Device,
  words: string,
  kind: MomentKind = 'celebrate',
): Promise<void> => {
  await readyToKeep(device);
  await tap(device, 'textarea', sayPractitioner('capture.ask'));
  await device.type(words);
  await tap(device, 'button', sayApp(`kind.${kind}`));
  await seen(device, '.saved', words);
};

/** The words of the cards on the screen, in their order. */
export const cards = (device: Device): Promise<string[]> => textsOf(device, 'main blockquote');

export const textsOf = (device: Device, selector: string): Promise<string[]> =>
  device.evaluate(
    (wanted) => [...document.querySelectorAll(wanted)].map(({ textContent }) => textContent ?? ''),
    selector,
  );

/** Waits until the worker of this page keeps the app: from then on it opens without signal. */
export const workerIsReady = (device: Device): Promise<void> =>
  device.evaluate(workerIsReadyInPage, null);

/** The device hears that it is online again, as it does when signal comes back. */
export const comeOnline = (device: Device): Promise<boolean> =>
  device.evaluate(() => dispatchEvent(new Event('online')), null);

const seen = (device: Device, selector: string, words = ''): Promise<void> =>
  vi.waitFor(async () => {
    const texts = await textsOf(device, selector);
    if (texts.some((text) => text.includes(words))) return;
    throw new Error(`"${words}" is not to be seen in ${selector}`);
  }, PATIENCE);

const tap = async (device: Device, tag: 'button' | 'textarea', name: string): Promise<void> => {
  let before = '';
  const place = await vi.waitFor(async () => {
    const found = await device.evaluate(placeOf, { tag, name });
    if (found === null) throw new Error(`There is no "${name}" to tap`);
    // What still moves is not yet tapped.
    const now = JSON.stringify(found);
    const isStill = now === before;
    before = now;
    if (!isStill) throw new Error(`"${name}" does not keep still`);
    return found;
  }, PATIENCE);
  await device.tapAt(place);
};

/** The middle of what bears this name, in the page; null where there is none, or something lies over it. */
const placeOf = ({ tag, name }: { tag: 'button' | 'textarea'; name: string }): Place | null => {
  const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, '').trim();
  const element = [...document.querySelectorAll(tag)].find((one) =>
    [one.ariaLabel, ...[...one.labels].map((label) => label.textContent), one.textContent]
      .map((text) => plain(text ?? ''))
      .includes(name),
  );
  if (element === undefined) return null;
  element.scrollIntoView({ block: 'nearest' });
  const box = element.getBoundingClientRect();
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return element.contains(document.elementFromPoint(place.x, place.y)) ? place : null;
};
