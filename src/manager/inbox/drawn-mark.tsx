import type { ComponentChildren } from 'preact';
import type { MarkName } from '../../ui/mark.tsx';

/** The marks of a moment in the list, as /marks.svg has them. */
export const SHAPES = {
  sun: () => (
    <>
      <circle cx="12" cy="12" r="4" fill="currentColor" />
      <path d="M12 2v2M12 20v2M4.93 4.93l1.41 1.41M17.66 17.66l1.41 1.41M2 12h2M20 12h2M6.34 17.66l-1.41 1.41M19.07 4.93l-1.41 1.41" />
    </>
  ),
  rising: () => <path d="M16 7h6v6M22 7l-8.5 8.5-5-5L2 17" />,
  bulb: () => (
    <path d="M15 14c.2-1 .7-1.7 1.5-2.5 1-.9 1.5-2.2 1.5-3.5A6 6 0 0 0 6 8c0 1 .2 2.2 1.5 3.5.7.7 1.3 1.5 1.5 2.5M9 18h6M10 22h4" />
  ),
  warning: () => (
    <path d="M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01" />
  ),
  pencil: () => (
    <path d="M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497zM15 5l4 4" />
  ),
  check: () => <path d="M20 6 9 17l-5-5" />,
  people: () => (
    <>
      <circle cx="9" cy="7" r="4" />
      <path d="M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M16 3.128a4 4 0 0 1 0 7.744M22 21v-2a4 4 0 0 0-3-3.87" />
    </>
  ),
  copy: () => (
    <>
      <rect width="14" height="14" x="8" y="8" rx="2" ry="2" />
      <path d="M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2" />
    </>
  ),
} satisfies Partial<Record<MarkName, () => ComponentChildren>>;

/** A mark of a row in a long list: where one is drawn in every frame, looking it up in a file takes longer than the row. */
export const DrawnMark = ({ name }: { name: keyof typeof SHAPES }) => (
  <svg
    key={name}
    class="mark"
    aria-hidden="true"
    focusable="false"
    viewBox="0 0 24 24"
    overflow="visible"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    {SHAPES[name]()}
  </svg>
);
