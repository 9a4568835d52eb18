// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { render } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { DrawnMark, SHAPES } from '../../../../src/manager/inbox/drawn-mark.tsx';

const marks = new DOMParser().parseFromString(
  readFileSync('public/marks.svg', 'utf8'),
  'image/svg+xml',
);

/** What is drawn, and how, whichever way it is written down. */
const drawn = (mark: Element): unknown => ({
  ...Object.fromEntries(
    [
      'viewBox',
      'overflow',
      'fill',
      'stroke',
      'stroke-width',
      'stroke-linecap',
      'stroke-linejoin',
    ].map((name) => [name, mark.getAttribute(name)]),
  ),
  shapes: Array.from(mark.children, (shape) => [
    shape.tagName,
    ...Array.from(shape.attributes, ({ name, value }) => `${name}=${value}`).toSorted(),
  ]),
});

test.each(Object.keys(SHAPES) as (keyof typeof SHAPES)[])(
  'in a long list, %s looks as everywhere else',
  (name) => {
    const { container } = render(<DrawnMark name={name} />);
    expect(drawn(container.querySelector('svg')!)).toEqual(drawn(marks.getElementById(name)!));
  },
);
