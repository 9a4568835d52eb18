// What each document shows before any script has run. Drawn in Node by the build; main.tsx lays the living app over it.
import { renderToString } from 'preact-render-to-string';
import { App, type First } from './app.tsx';
import { FirstOpening } from '../service-user/say/opening.tsx';
import { Missing } from './missing.tsx';

/** Which first paint stands in which document (design decision 12). */
export const DOCUMENTS = {
  field: 'index.html',
  frame: 'shell.html',
  doors: 'doors.html',
  missing: 'missing.html',
} as const satisfies Record<First | 'missing', string>;

/** The HTML of one first paint. */
export const firstPaint = (first: keyof typeof DOCUMENTS): string => {
  Object.assign(globalThis, { location: new URL('https://moments.invalid/') });
  return renderToString(first === 'missing' ? <Missing /> : <App first={first} typed="" />);
};

/** The HTML that a page for somebody who speaks without a name begins with. */
export const openingPaint = (): string => renderToString(<FirstOpening />);
