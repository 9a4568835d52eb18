// Where what had the focus goes away, the browser leaves it nowhere: a keyboard and a screen reader would begin again
// at the top of the page, without a word. Screens say themselves where to go on; this is for all that they do not
// foresee, a screen that takes another's place among it.

/** By then, whatever was drawn has put the focus where it wants it. */
const SETTLED_MS = 120;

/** What a reader would call the place around something: it is told of by its heading or its words. */
const PLACES = 'li, fieldset, form, section, article, dialog';

/** Brings a lost focus to the nearest place that is left, or to the title of the screen. */
export const keepFocus = (root: HTMLElement): void => {
  let way: Element[] = [];
  let isByKeys = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  root.addEventListener('focusin', ({ target }) => {
    way = [];
    for (let at = target as Element | null; at && at !== root; at = at.parentElement) way.push(at);
    isByKeys = way[0]?.matches(':focus-visible') ?? false;
  });
  root.addEventListener('focusout', ({ relatedTarget }) => {
    // Somebody tapped beside it: that is not lost.
    const isLeft = relatedTarget === null && document.hasFocus();
    queueMicrotask(() => isLeft && way[0]?.isConnected && (way = []));
  });
  const look = (): void => {
    if (way.length === 0 || way[0]?.isConnected || document.activeElement !== document.body) return;
    const left = way.find((place) => place.isConnected && place.matches(PLACES));
    const next = left ?? root.querySelector('h1');
    // A screen that is still being fetched has no title yet: then its drawing brings us back here.
    if (!(next instanceof HTMLElement)) return;
    next.tabIndex = -1;
    // Whoever taps looks at what they tapped: nothing may move under the finger.
    next.focus({ preventScroll: !isByKeys });
  };
  new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(look, SETTLED_MS);
  }).observe(root, { childList: true, subtree: true });
};
