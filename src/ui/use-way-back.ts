import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** For the button that opens something in its own place: once that is closed, the button has the focus again. */
export const useWayBack = (isOpen: boolean): RefObject<HTMLButtonElement | null> => {
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return button;
};
