// What a benchmark says. Speed is a ratio to a bare limit that is measured in the same run, turn by turn, so that a
// busy machine slows both.

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What the bare thing reaches, in the same unit; a ratio's is 1. */
  limit?: number;
  /** Ours to the bare limit. */
  ratio?: number;
  /** The measured values behind it, for people. */
  detail: string;
  target?: { atMost?: number; atLeast?: number };
}

export interface Family {
  /** All that it measures; with `--only`, it runs when one of these is asked for. */
  names: readonly string[];
  run: (asked: ReadonlySet<string>) => Promise<Figure[]>;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** `8.1 ms (7.2–11)`: the median with the least and the most. */
export const spread = (values: readonly number[], unit: string): string =>
  `${short(median(values))} ${unit} (${short(Math.min(...values))}–${short(Math.max(...values))})`;

export const short = (value: number): string =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));

/** The medians of runs that were taken turn by turn, one to the other. */
export const ratioFigure = (
  name: string,
  ours: readonly number[],
  limit: readonly number[],
  { unit, against = 'bare', ...rest }: { unit: string; against?: string } & Pick<Figure, 'target'>,
): Figure => {
  const ratio = median(ours) / median(limit);
  const detail = `${spread(ours, unit)}, ${against} ${spread(limit, unit)}, ${ours.length} runs`;
  return { name, value: ratio, unit: 'ratio', limit: 1, ratio, detail, ...rest };
};

/** A median with no bare limit beside it. */
export const plainFigure = (
  name: string,
  values: readonly number[],
  { unit, detail, ...rest }: { unit: string; detail?: string } & Pick<Figure, 'target'>,
): Figure => ({
  name,
  value: median(values),
  unit,
  detail: `${spread(values, unit)}, ${values.length} runs${detail === undefined ? '' : `; ${detail}`}`,
  ...rest,
});
