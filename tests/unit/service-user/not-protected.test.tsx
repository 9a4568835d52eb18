// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FormFacts } from '../../../src/contract/say.ts';
import { Opened } from '../../../src/service-user/receipt/opened.tsx';
import { Receipt } from '../../../src/service-user/receipt/receipt.tsx';
import { OwnPhone } from '../../../src/service-user/say/own-phone.tsx';
import { SayForm } from '../../../src/service-user/say/say-form.tsx';
import { say as sayReceipt } from '../../../src/words/receipt.ts';
import { say } from '../../../src/words/say.ts';

beforeEach(() => vi.stubGlobal('scrollTo', () => undefined));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const FACTS: FormFacts = {
  organisationName: 'Harbour House',
  programmeId: '33333333-3333-4333-8333-333333333333',
  programmeName: 'Tuesday drop-in',
  safeguarding: null,
  releaseHours: 24,
  keepMonths: { afterTold: 12, afterArrival: 24 },
};
const nothing = (): void => undefined;
const never = (): Promise<never> => new Promise(() => undefined);

/** Whether a text stands on the page before this element, as somebody reads it. */
const isReadBefore = (text: string, end: Element): boolean => {
  const said = screen.getByText(text);
  return Boolean(said.compareDocumentPosition(end) & Node.DOCUMENT_POSITION_FOLLOWING);
};

test.each([
  ['own', 'say.not-protected.phone'],
  ['handed', 'say.not-protected.handed'],
] as const)(
  '[A9] before anything is sent, the form on a phone that is %s says what is not protected',
  (phone, ofThePhone) => {
    render(<SayForm facts={FACTS} phone={phone} take={never} onTaken={nothing} />);
    const field = screen.getByRole('textbox');
    for (const id of [
      'say.not-protected',
      'say.not-protected.words',
      ofThePhone,
      'say.not-protected.server',
      'say.not-protected.code',
    ] as const) {
      expect([id, isReadBefore(say(id), field)]).toEqual([id, true]);
    }
  },
);

test('[A9] a mark for safety says, before it is sent, that the hour is kept', () => {
  render(<SayForm facts={FACTS} phone="own" take={never} onTaken={nothing} />);
  fireEvent.click(screen.getByLabelText(say('say.risk')));
  const send = screen.getByRole('button', { name: say('say.kind.idea') });
  const means = screen.getByText((text) => text.includes(say('say.risk.never')));
  expect(means.compareDocumentPosition(send) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});

test('[A9] before a code is typed, the page says who else may use it and what the browser keeps', () => {
  render(<Receipt post={never} prove={never} onLeave={nothing} />);
  const field = screen.getByLabelText(sayReceipt('receipt.code'));
  for (const id of [
    'receipt.not-protected',
    'receipt.not-protected.code',
    'receipt.not-protected.phone',
  ] as const) {
    expect([id, isReadBefore(sayReceipt(id), field)]).toEqual([id, true]);
  }
});

test('[A9] before somebody writes back, the page says that how they write can show who they are', () => {
  render(<Opened answers={[]} ask={never} onClose={nothing} />);
  const field = screen.getByLabelText(sayReceipt('receipt.write'));
  expect(isReadBefore(sayReceipt('receipt.write-what'), field)).toBe(true);
});

test('without a link, the page says what opens the form, and leads whoever has a code to the answer', () => {
  render(<OwnPhone secret={null} post={never} prove={never} onLeave={nothing} />);
  expect(screen.getByRole('heading').textContent).toBe(say('say.no-link'));
  const link = screen.getByRole('link', { name: say('say.have-code') });
  expect(link.getAttribute('href')).toBe('/receipt');
});
