// How `npm run bench` and its like say what they measured: a table for people, or with `--json` a line for each figure.
import { spawnSync } from 'node:child_process';
import { availableParallelism, totalmem } from 'node:os';
import { type Family, type Figure, short } from './figure.ts';

export interface Asked {
  /** Names of figures; none stands for all. */
  only: readonly string[];
  json: boolean;
  /** What else it ran on, for the line above the table: `Chromium 140`. */
  ranOn?: string;
}

/** Runs the families that are asked for and prints what they measured. Ends the process where a name is unknown. */
export const report = async (
  families: readonly Family[],
  { only, json, ranOn }: Asked,
): Promise<Figure[]> => {
  const names = families.flatMap((family) => family.names);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    console.error(`There is no figure "${unknown}". There are: ${names.join(', ')}`);
    process.exit(1);
  }
  const asked = new Set(only.length === 0 ? names : only);
  const figures: Figure[] = [];
  for (const family of families) {
    if (!family.names.some((name) => asked.has(name))) continue;
    const measured = (await family.run(asked)).filter(({ name }) => asked.has(name));
    figures.push(...measured);
    for (const figure of measured) {
      if (json) console.log(jsonOf(figure));
      else console.error(`measured ${figure.name}`);
    }
  }
  if (!json) {
    console.log(`\n${machine(ranOn)}\n`);
    printTable(figures);
  }
  return figures;
};

export const holds = ({ value, target }: Figure): boolean =>
  value <= (target?.atMost ?? Infinity) && value >= (target?.atLeast ?? -Infinity);

const jsonOf = ({ name, value, unit, limit, ratio }: Figure): string =>
  JSON.stringify({
    name,
    value: rounded(value),
    unit,
    limit: rounded(limit),
    ratio: rounded(ratio),
  });

const rounded = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Number(value.toPrecision(4));

const printTable = (measured: readonly Figure[]): void => {
  const rows = measured.map((figure) => [
    figure.name,
    `${short(figure.value)}${figure.unit === 'ratio' ? '' : ` ${figure.unit}`}`,
    targetOf(figure),
    figure.detail,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows) {
    console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  }
};

const targetOf = (figure: Figure): string => {
  const { target } = figure;
  if (target === undefined) return '';
  const wanted =
    target.atMost === undefined ? `≥ ${short(target.atLeast!)}` : `≤ ${short(target.atMost)}`;
  return holds(figure) ? `${wanted} holds` : `${wanted} MISSED`;
};

const machine = (ranOn: string | undefined): string => {
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
  return [
    new Date().toISOString().slice(0, 10),
    commit.status === 0 ? `commit ${commit.stdout.trim()}` : 'no commit',
    `${availableParallelism()} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `Node ${process.version}`,
    ...(ranOn === undefined ? [] : [ranOn]),
  ].join(' · ');
};
