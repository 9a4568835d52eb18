import './styles.ts';
import { hydrate, render } from 'preact';
import { findLanguage } from '../words/languages.ts';
import { speak } from '../words/speech.ts';
import { App, type First } from './app.tsx';

const root = document.getElementById('app');
if (root === null) throw new Error('The document has no place for the app');

const first = (root.dataset['first'] ?? 'frame') as First;
// Words that an older build could not keep came along in the history of this tab.
const { words: brought = '' } = (history.state ?? {}) as { words?: string };
if (brought) history.replaceState(null, '');
// Words that were typed before this script had loaded. The field they stand in stays the same element.
const typed = root.querySelector('textarea')?.value || brought;

const language = await findLanguage(navigator.languages);
const speakIt = (): void => {
  if (language === null) return;
  speak(language);
  document.documentElement.lang = language.locale;
  document.documentElement.dir = language.direction;
};

const app = () => <App first={first} typed={typed} />;
if (first === 'frame') {
  speakIt();
  root.replaceChildren();
  render(app(), root);
} else {
  // What is laid over English keeps its attributes: only a second drawing changes them.
  hydrate(app(), root);
  speakIt();
  if (language !== null) render(app(), root);
}
// Nothing is written or saved by it, so it comes after all that is.
void import('./keep-focus.ts').then(({ keepFocus }) => keepFocus(root));
// Nobody may be signed in here any more, and what was said without a name still waits.
void import('./sealed-sending.ts').then(({ sendWithoutPerson }) => sendWithoutPerson());
