import { render } from 'preact';

/** Where "Leave quickly" goes: a page that says nothing about whoever looks at it. */
export const NEUTRAL_PAGE = 'https://www.bbc.co.uk/weather';

/**
 * Covers the page at once, lets go of all that was typed, and goes away. The neutral page takes the place of this one
 * in the list of pages: Back does not return here.
 */
export const leaveQuickly = (root: Element): void => {
  document.title = '';
  render(null, root);
  document.body.replaceChildren();
  location.replace(NEUTRAL_PAGE);
};
