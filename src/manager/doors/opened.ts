const OPENED = 'desk-opened';

/** The desk was closed and is open again: what could not be read can be. */
export const announceOpened = (): void => void dispatchEvent(new Event(OPENED));

/** Returns the way to stop listening. */
export const onOpened = (listener: () => void): (() => void) => {
  addEventListener(OPENED, listener);
  return () => removeEventListener(OPENED, listener);
};
