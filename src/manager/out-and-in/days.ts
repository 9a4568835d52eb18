/** `day-first` as in 31/12/2025, `month-first` as in 12/31/2025. */
export type DayOrder = 'day-first' | 'month-first';

const SLASHED =
  /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp])?[Mm]?)?\s*$/;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const ISO_WALL = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$/;
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** In which order days and months stand in a column; null where its dates leave that open, or are written in full. */
export const orderIn = (cells: readonly string[]): DayOrder | null => {
  const pairs = cells.flatMap((cell) => {
    const [, first, second] = SLASHED.exec(cell) ?? [];
    return first === undefined ? [] : [[Number(first), Number(second)] as const];
  });
  if (pairs.some(([first]) => first > 12)) return 'day-first';
  return pairs.some(([, second]) => second > 12) ? 'month-first' : null;
};

/** Whether a column has dates whose order somebody has to know. */
export const hasSlashedDays = (cells: readonly string[]): boolean =>
  cells.some((cell) => SLASHED.test(cell));

/** The instant that a cell names, by this device's zone where it names none; null where it names no real one. */
export const instantIn = (cell: string, order: DayOrder): string | null => {
  const text = cell.trim();
  if (ISO_INSTANT.test(text)) return asInstant(new Date(text));
  if (ISO_DAY.test(text)) return dayAlone(text);
  if (ISO_WALL.test(text)) return asInstant(new Date(text.replace(' ', 'T')));
  const [, first, second, year, hour = '0', minute = '0', seconds = '0', half] =
    SLASHED.exec(text) ?? [];
  if (first === undefined || second === undefined || year === undefined) return null;
  const [day, month] = order === 'day-first' ? [first, second] : [second, first];
  const wholeYear = year.length === 2 ? 2000 + Number(year) : Number(year);
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  const at = new Date(
    wholeYear,
    Number(month) - 1,
    Number(day),
    hours,
    Number(minute),
    Number(seconds),
  );
  return at.getMonth() === Number(month) - 1 && at.getDate() === Number(day) ? asInstant(at) : null;
};

/** The 30th of February would be a day in March. */
const dayAlone = (day: string): string | null => {
  const instant = asInstant(new Date(`${day}T00:00:00.000Z`));
  return instant?.startsWith(day) === true ? instant : null;
};

const asInstant = (at: Date): string | null =>
  Number.isNaN(at.getTime()) ? null : at.toISOString();
