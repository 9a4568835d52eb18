// How figures are said: as a line of JSON each, or as a table for people.
import { spawnSync } from 'node:child_process';
import { availableParallelism, totalmem } from 'node:os';
import { type Figure, short } from './figure.ts';

export const jsonOf = ({ name, value, unit, limit, ratio }: Figure): string =>
  JSON.stringify({
    name,
    value: rounded(value),
    unit,
    limit: rounded(limit),
    ratio: rounded(ratio),
  });

const rounded = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Number(value.toPrecision(4));

export const printTable = (measured: readonly Figure[]): void => {
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

export const holds = ({ value, target: { atMost = Infinity, atLeast = -Infinity } = {} }: Figure) =>
  value <= atMost && value >= atLeast;

const targetOf = (figure: Figure): string => {
  const { target } = figure;
  if (target === undefined) return '';
  const wanted = target.atMost === undefined ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
  return `${wanted} ${holds(figure) ? 'holds' : 'MISSED'}`;
};

/** The day, the commit and the machine; and what else was measured with. */
export const machine = (...others: string[]): string => {
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
  return [
    new Date().toISOString().slice(0, 10),
    commit.status === 0 ? `commit ${commit.stdout.trim()}` : 'no commit',
    `${availableParallelism()} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `Node ${process.version}`,
    ...others,
  ].join(' · ');
};
