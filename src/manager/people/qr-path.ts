import { encode } from 'uqr';

/** The empty edge that a camera needs around the code, in modules (ISO 18004: 4). */
export const QUIET_ZONE = 4;

/** A text as a QR code: the side of the square in modules, edge included, and one path over all dark modules. */
export const qrPath = (text: string): { size: number; path: string } => {
  const { size, data } = encode(text, { border: QUIET_ZONE, ecc: 'M' });
  const runs = data.flatMap((row, y) =>
    darkRuns(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return { size, path: runs.join('') };
};

/** Where dark modules stand side by side in a row: start and length of each run. */
const darkRuns = (row: readonly boolean[]): [x: number, length: number][] => {
  const runs: [number, number][] = [];
  row.forEach((isDark, x) => {
    if (!isDark) return;
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
};
