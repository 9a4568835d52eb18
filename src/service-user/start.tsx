import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/parts.css';
import './service-user.css';
import { type ComponentChild, render } from 'preact';
import { findLanguage } from '../words/languages.ts';
import { speak } from '../words/speech.ts';
import { leaveQuickly } from './leave/leave-quickly.ts';

/**
 * Draws a page in the person's language. Once it is left, in whatever way, it holds nothing any more: the browser may
 * keep it as it is and show it again on Back. Then it is drawn anew, as `page(true, …)`.
 */
export const start = async (
  page: (isBack: boolean, onLeave: () => void) => ComponentChild,
): Promise<() => void> => {
  const root = document.getElementById('page');
  if (root === null) throw new Error('The document has no place for the page');
  const draw = (isBack: boolean): void =>
    render(
      page(isBack, () => leaveQuickly(root)),
      root,
    );
  addEventListener('pagehide', () => render(null, root));
  addEventListener('pageshow', ({ persisted }) => persisted && draw(true));

  const language = await findLanguage(navigator.languages);
  if (language !== null) {
    speak(language);
    document.documentElement.lang = language.locale;
    document.documentElement.dir = language.direction;
  }
  root.replaceChildren();
  draw(false);
  return () => draw(false);
};
