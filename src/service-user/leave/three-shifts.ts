const WITHIN_MS = 2_000;

/**
 * Hears the keys that go down, and says when Shift was the last three of them, within two seconds. A key that is held
 * repeats itself: that counts once.
 */
export const threeShifts = (): ((pressed: {
  key: string;
  repeat: boolean;
  atMs: number;
}) => boolean) => {
  let pressedAt: number[] = [];
  return ({ key, repeat, atMs }) => {
    if (repeat) return false;
    pressedAt =
      key === 'Shift' ? [...pressedAt.filter((before) => atMs - before <= WITHIN_MS), atMs] : [];
    return pressedAt.length >= 3;
  };
};
