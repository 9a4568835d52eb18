// The reader's place in the list. On a wide screen the list is a pane that scrolls by itself; on a phone the page
// scrolls, and the opened moment takes the list's place until Back.
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { InboxList } from './inbox-list.ts';

/** Within the height of the bar the reader still counts as being at the top. */
const TOP = 80;

interface Place {
  /** To be called before a moment opens. */
  keepPlace: () => void;
  goToTop: () => void;
}

/** Keeps the place in `pane` while a moment is open, and tells the list whether the reader is at its top. */
export const usePlace = (
  pane: RefObject<HTMLElement | null>,
  list: InboxList,
  momentId: string | null,
): Place => {
  const kept = useRef(0);
  const isOpened = momentId !== null;

  useEffect(() => {
    const element = pane.current;
    const onScroll = (): void => {
      // Behind an opened moment the list has no place of its own; the kept one still holds.
      if (element?.offsetParent === null) return;
      list.standAtTop(placeIn(element) < TOP);
    };
    element?.addEventListener('scroll', onScroll, { passive: true });
    addEventListener('scroll', onScroll, { passive: true });
    return () => {
      element?.removeEventListener('scroll', onScroll);
      removeEventListener('scroll', onScroll);
      list.standAtTop(true);
    };
  }, [list]);

  useLayoutEffect(() => {
    const isHidden = isOpened && pane.current?.offsetParent === null;
    if (isHidden) scrollTo(0, 0);
    else if (!isOpened && kept.current > 0 && pane.current?.scrollTop === 0) {
      scrollTo(0, kept.current);
    }
  }, [isOpened]);

  return {
    keepPlace: () => {
      kept.current = scrollY;
    },
    goToTop: () => {
      const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
      pane.current?.scrollTo({ top: 0, behavior });
      scrollTo({ top: 0, behavior });
    },
  };
};

const placeIn = (pane: HTMLElement | null): number => (pane?.scrollTop ?? 0) + scrollY;
