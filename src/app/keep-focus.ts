// Where what had the focus goes away, the browser leaves it nowhere: a keyboard and a screen reader would begin again
// at the top of the page, without a word. Screens say themselves where to go on; this is for all that they do not
// foresee, a screen that takes another's place among it.

/** By then, whatever was drawn has put the focus where it wants it. */
const SETTLED_MS = 120;

/** What a reader would call the place around something: it is told of by its heading or its words. */
const PLACES = 'li, fieldset, form, section, article, dialog';

/** Where a moment stands that was drawn anew in another place, under another heading. */
const movedTo = (root: HTMLElement, way: readonly Element[]): HTMLElement | null => {
  const id = way.map((at) => at.getAttribute('data-moment')).find(Boolean);
  if (!id) return null;
  const there = root.querySelector<HTMLElement>(`[data-moment="${CSS.escape(id)}"]`);
  return there?.matches('a') ? there : (there?.querySelector('button') ?? null);
};

const placeOf = (way: readonly Element[]): HTMLElement | null =>
  asPlace(way.find((place) => place.isConnected && place.matches(PLACES)) ?? null);

const titleOf = (root: HTMLElement): HTMLElement | null => asPlace(root.querySelector('h1'));

/** What is led to, and is no stop on the way through the page. */
const asPlace = (element: Element | null): HTMLElement | null => {
  if (!(element instanceof HTMLElement)) return null;
  element.tabIndex = -1;
  return element;
};

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
    // A screen that is still being fetched has no title yet: then its drawing brings us back here.
    const next = movedTo(root, way) ?? placeOf(way) ?? titleOf(root);
    // Whoever taps looks at what they tapped: nothing may move under the finger.
    next?.focus({ preventScroll: !isByKeys });
  };
  new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(look, SETTLED_MS);
  }).observe(root, { childList: true, subtree: true });
};
