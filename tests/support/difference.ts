// Whether two pictures look the same to a person. Letters are drawn a little otherwise by each Chromium, by parts of a
// pixel; so it is not pixels that are compared but small squares, by their mean colour, each of which may stand one
// pixel aside. A label that is cut, a button that moved and another colour change many squares.
import type { Picture } from './picture.ts';

const SQUARE = 4;
/** How far one pixel aside looks the same. */
const ASIDE = [-1, 0, 1];
/** Of 255, in any of the three channels. */
const SAME_WITHIN = 12;
/** A few squares at the edges of letters may come out otherwise: these are no label. */
const SQUARES_LET_PASS = 4;

export interface Difference {
  /** In words, for a message. */
  said: string;
  /** What was expected, pale, with all that differs in red. */
  picture: Picture;
}

/** What somebody would see differ, or null. */
export const differenceOf = (expected: Picture, actual: Picture): Difference | null => {
  const squares = squaresThatDiffer(expected, actual);
  const isSameSize = expected.width === actual.width && expected.height === actual.height;
  if (isSameSize && squares.length <= SQUARES_LET_PASS) return null;
  const size = isSameSize ? '' : `${sizeOf(expected)} became ${sizeOf(actual)}, and `;
  const where = squares[0] ? `, the first at ${squares[0].x}, ${squares[0].y}` : '';
  return {
    said: `${size}${squares.length} squares of ${SQUARE} pixels differ${where}`,
    picture: markedIn(expected, squares),
  };
};

const sizeOf = ({ width, height }: Picture): string => `${width}×${height}`;

interface Place {
  x: number;
  y: number;
}

/** Of what both pictures have. */
const squaresThatDiffer = (expected: Picture, actual: Picture): Place[] => {
  const found: Place[] = [];
  const width = Math.min(expected.width, actual.width) - SQUARE;
  const height = Math.min(expected.height, actual.height) - SQUARE;
  for (let y = 0; y <= height; y += SQUARE) {
    for (let x = 0; x <= width; x += SQUARE) {
      if (!isSame(expected, actual, { x, y })) found.push({ x, y });
    }
  }
  return found;
};

const isSame = (expected: Picture, actual: Picture, { x, y }: Place): boolean => {
  const wanted = meanOf(expected, x, y);
  if (isNear(wanted, meanOf(actual, x, y))) return true;
  return ASIDE.some((byX) => ASIDE.some((byY) => isNear(wanted, meanOf(actual, x + byX, y + byY))));
};

type Mean = [red: number, green: number, blue: number];

const isNear = (one: Mean, other: Mean): boolean =>
  Math.abs(one[0] - other[0]) <= SAME_WITHIN &&
  Math.abs(one[1] - other[1]) <= SAME_WITHIN &&
  Math.abs(one[2] - other[2]) <= SAME_WITHIN;

const meanOf = ({ width, height, data }: Picture, left: number, top: number): Mean => {
  const fromX = Math.min(Math.max(left, 0), width - SQUARE);
  const fromY = Math.min(Math.max(top, 0), height - SQUARE);
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let y = fromY; y < fromY + SQUARE; y += 1) {
    for (let at = (y * width + fromX) * 4; at < (y * width + fromX + SQUARE) * 4; at += 4) {
      red += data[at]!;
      green += data[at + 1]!;
      blue += data[at + 2]!;
    }
  }
  const pixels = SQUARE * SQUARE;
  return [red / pixels, green / pixels, blue / pixels];
};

const markedIn = ({ width, height, data }: Picture, squares: readonly Place[]): Picture => {
  const pale = data.map((value, at) => (at % 4 === 3 ? value : 255 - (255 - value) / 3));
  for (const { x, y } of squares) {
    for (let row = y; row < y + SQUARE; row += 1) {
      for (let column = x; column < x + SQUARE; column += 1) {
        pale.set([220, 0, 40], (row * width + column) * 4);
      }
    }
  }
  return { width, height, data: pale };
};
