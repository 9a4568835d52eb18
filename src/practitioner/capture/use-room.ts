import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** With less than this, in rem, a keyboard is up or the screen is small. */
const SHORT_REM = 34;

/**
 * Fits the page into what the keyboard leaves, and says whether that is little. Most browsers shrink the page
 * themselves; iPhones lay the keyboard over it, and only `visualViewport` knows. The last line written stays in view.
 */
export const useRoom = (
  page: RefObject<HTMLElement | null>,
  field: RefObject<HTMLTextAreaElement | null>,
): boolean => {
  const [isShort, setShort] = useState(false);
  useLayoutEffect(() => {
    const viewport = window.visualViewport;
    const fit = (): void => {
      // Somebody who looks closer has not less room.
      if (viewport && viewport.scale > 1.01) return;
      const height = viewport?.height ?? innerHeight;
      if (innerHeight - height > 80) {
        page.current?.style.setProperty('--room', `${height}px`);
        scrollTo(0, 0);
      } else {
        page.current?.style.removeProperty('--room');
      }
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      setShort(height < SHORT_REM * rem);
      const writing = field.current;
      if (writing && writing.selectionEnd === writing.value.length) {
        writing.scrollTop = writing.scrollHeight;
      }
    };
    fit();
    viewport?.addEventListener('resize', fit);
    addEventListener('resize', fit);
    return () => {
      viewport?.removeEventListener('resize', fit);
      removeEventListener('resize', fit);
    };
  }, []);
  return isShort;
};
