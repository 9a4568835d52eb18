import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Rows, type Shown, drawnNext, layRows } from './rows.ts';

/** Below that, all rows are drawn: there is nothing to win. */
const WINDOWED_FROM = 120;
const GUESS_PX = 180;

/**
 * Which rows of a list are drawn: those in view, and some more on either side. The room of all others is kept by
 * padding. `onEnd` is called when the reader comes near the end by scrolling; `onLost` when the row that held the focus
 * is no longer drawn.
 *
 * A frame of scrolling has no time to draw rows and to measure them. So rows are drawn after it, a few at a time, before
 * they come into view, and measured after the next one, when the browser has laid them out anyway.
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
  const latest = useRef({ rows, ids, shown, isWindowed, onEnd, onLost });
  latest.current = { rows, ids, shown, isWindowed, onEnd, onLost };
  /** The rows that were drawn when they were measured last. Where other `rows` stand, all are measured again. */
  const measured = useRef<{ rows: object; shown: Shown } | null>(null);
  const work = useRef({ now: () => {}, soon: () => {} });

  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    if (!isWindowed) {
      element.style.paddingBlock = '';
      return;
    }
    keepRoom(element, rows, shown);
    work.current.soon();
  }, [isWindowed, rows, shown.from, shown.to]);
  // Another list, or a longer one, may stand here now.
  useLayoutEffect(() => work.current.now(), [ids]);

  useEffect(() => {
    let frame: number | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    /** Asks the browser, which knows since it drew its last frame; returns whether any height was another one. */
    const measure = (element: HTMLElement): boolean => {
      const { rows: all, ids: now, shown: drawn } = latest.current;
      const before = measured.current?.rows === all ? measured.current.shown : null;
      measured.current = { rows: all, shown: drawn };
      const isKnown = (index: number): boolean =>
        before !== null && index >= before.from && index < before.to;
      const gap = Number.parseFloat(getComputedStyle(element).rowGap) || 0;
      let isOther = false;
      for (let index = drawn.from; index < drawn.to; index += 1) {
        if (isKnown(index)) continue;
        const row = element.children[index - drawn.from];
        const height = (row?.getBoundingClientRect().height ?? 0) + gap;
        if (height <= gap) continue;
        heights.current.set(now[index]!, height);
        if (all.measure(index, height)) isOther = true;
      }
      return isOther;
    };

    /** Draws what is missing near the view, or in it alone. */
    const draw = (element: HTMLElement, isAhead: boolean): void => {
      const { rows: all, shown: now } = latest.current;
      const top = -element.getBoundingClientRect().top;
      const next = drawnNext(all, now, top, innerHeight, isAhead);
      if (next.from === now.from && next.to === now.to) return;
      const focused = element.contains(document.activeElement)
        ? Array.from(element.children).findIndex((row) => row.contains(document.activeElement))
        : -1;
      const place = now.from + focused;
      if (focused !== -1 && (place < next.from || place >= next.to)) latest.current.onLost();
      setWindow(next);
    };

    /** The list, where it is long and there to be measured: behind an opened moment it is not. */
    const longList = (): HTMLElement | null =>
      latest.current.isWindowed && (list.current?.getClientRects().length ?? 0) > 0
        ? list.current
        : null;

    const goOn = (): void => {
      frame = undefined;
      const element = longList();
      if (element === null) return;
      const { rows: all, shown: now } = latest.current;
      if (measure(element)) keepRoom(element, all, now);
      draw(element, true);
    };
    work.current = {
      now: () => {
        const element = longList();
        if (element !== null) draw(element, false);
      },
      soon: () => {
        frame ??= requestAnimationFrame(() => {
          timer = setTimeout(goOn);
        });
      },
    };
    const onScroll = (): void => {
      work.current.now();
      work.current.soon();
      const end = list.current?.getBoundingClientRect().bottom ?? Infinity;
      if (end < 2 * innerHeight && list.current?.offsetParent !== null) latest.current.onEnd();
    };
    const onResize = (): void => {
      // A phone's bars come and go with every scrolling: that is another height alone.
      if (innerWidth !== widthNow) heights.current.clear();
      widthNow = innerWidth;
      setWidth(widthNow);
      work.current.now();
      work.current.soon();
    };
    let widthNow = innerWidth;
    setWidth(widthNow);
    work.current.now();
    work.current.soon();
    // It catches the scrolling of the pane and of the page.
    document.addEventListener('scroll', onScroll, { passive: true, capture: true });
    addEventListener('resize', onResize);
    return () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
      clearTimeout(timer);
      document.removeEventListener('scroll', onScroll, { capture: true });
      removeEventListener('resize', onResize);
    };
  }, [list]);

  return shown;
};

const keepRoom = (element: HTMLElement, rows: Rows, shown: Shown): void => {
  const above = rows.offsetOf(shown.from);
  const below = rows.offsetOf(rows.count) - rows.offsetOf(shown.to);
  element.style.paddingBlock = `${above}px ${below}px`;
};
