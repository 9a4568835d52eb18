import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { layRows } from './rows.ts';

/** Below that, all rows are drawn: there is nothing to win. */
const WINDOWED_FROM = 120;
const GUESS_PX = 180;

interface Shown {
  from: number;
  to: number;
}

/**
 * Which rows of a list are drawn: those in view, and a screen more on either side. The room of all others is kept by
 * padding. `onEnd` is called when the reader comes near the end by scrolling; `onLost` when the row that held the focus
 * is no longer drawn.
 */
export const useRows = (
  list: RefObject<HTMLElement | null>,
  ids: readonly string[],
  { onEnd, onLost }: { onEnd: () => void; onLost: () => void },
): Shown => {
  const heights = useRef(new Map<string, number>());
  /** In another width every row has another height. */
  const [width, setWidth] = useState(0);
  const rows = useMemo(() => {
    const known = heights.current;
    const sum = [...known.values()].reduce((all, height) => all + height, 0);
    const guess = known.size === 0 ? GUESS_PX : sum / known.size;
    return layRows(ids.length, guess, (index) => known.get(ids[index]!));
  }, [ids, width]);
  const isWindowed = ids.length > WINDOWED_FROM;
  const [window, setWindow] = useState<Shown>({ from: 0, to: WINDOWED_FROM });
  const shown = isWindowed
    ? { from: Math.min(window.from, ids.length), to: Math.min(window.to, ids.length) }
    : { from: 0, to: ids.length };
  const latest = useRef({ rows, shown, isWindowed, onEnd, onLost });
  latest.current = { rows, shown, isWindowed, onEnd, onLost };
  /** Draws other rows where those in view are not drawn. */
  const look = useRef<() => void>(() => undefined);

  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    if (!isWindowed) {
      element.style.paddingBlock = '';
      return;
    }
    const gap = Number.parseFloat(getComputedStyle(element).rowGap) || 0;
    for (let index = shown.from; index < shown.to; index += 1) {
      const row = element.children[index - shown.from] as HTMLElement | undefined;
      const height = (row?.getBoundingClientRect().height ?? 0) + gap;
      if (height <= gap) continue;
      heights.current.set(ids[index]!, height);
      rows.measure(index, height);
    }
    const above = rows.offsetOf(shown.from);
    const below = rows.offsetOf(rows.count) - rows.offsetOf(shown.to);
    element.style.paddingBlock = `${above}px ${below}px`;
    // Another list, or a longer one, may stand here now.
    look.current();
  });

  useEffect(() => {
    look.current = (): void => {
      const element = list.current;
      // Behind an opened moment the list is not there to be measured.
      if (element === null || element.offsetParent === null) return;
      const { rows: all, shown: now, isWindowed: isLong } = latest.current;
      if (!isLong) return;
      const top = -element.getBoundingClientRect().top;
      const screen = innerHeight;
      const near = { from: all.at(top - screen / 3), to: all.at(top + screen * (4 / 3)) + 1 };
      if (near.from >= now.from && near.to <= now.to) return;
      const next = { from: all.at(top - screen), to: all.at(top + 2 * screen) + 1 };
      const focused = Array.from(element.children).findIndex((row) =>
        row.contains(document.activeElement),
      );
      const place = now.from + focused;
      if (focused !== -1 && (place < next.from || place >= next.to)) latest.current.onLost();
      setWindow(next);
    };
    const onScroll = (): void => {
      look.current();
      const end = list.current?.getBoundingClientRect().bottom ?? Infinity;
      if (end < 2 * innerHeight && list.current?.offsetParent !== null) latest.current.onEnd();
    };
    const onResize = (): void => {
      // A phone's bars come and go with every scrolling: that is another height alone.
      if (innerWidth !== widthNow) heights.current.clear();
      widthNow = innerWidth;
      setWidth(widthNow);
      look.current();
    };
    let widthNow = innerWidth;
    setWidth(widthNow);
    look.current();
    // It catches the scrolling of the pane and of the page.
    document.addEventListener('scroll', onScroll, { passive: true, capture: true });
    addEventListener('resize', onResize);
    return () => {
      document.removeEventListener('scroll', onScroll, { capture: true });
      removeEventListener('resize', onResize);
    };
  }, [list]);

  return shown;
};
