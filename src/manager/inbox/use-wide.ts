import { useEffect, useState } from 'preact/hooks';

/** From here on the ways between the screens stand at the side, as in the styles. */
const WIDE = '(min-width: 60rem)';

/** Whether there is room beside the list. */
export const useWide = (): boolean => {
  const [isWide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const width = matchMedia(WIDE);
    const look = (): void => setWide(width.matches);
    look();
    width.addEventListener('change', look);
    return () => width.removeEventListener('change', look);
  }, []);
  return isWide;
};
