// `npm run faults`: phone, network and server go wrong in every way that is known, and what was promised is counted.
// Prints a table; with `--json` one line a figure; with `--only NAME`, as often as wanted, that and what belongs to it;
// `--short` does a little of all within a minute; `--schedules N` and `--seed S` say how many and from where on;
// `--mutants` only puts faults into the code, and says what catches each. Ends with an error where anything does not hold.
import { parseArgs } from 'node:util';
import type { Figure } from '../bench/figure.ts';
import { holds, jsonOf, machine, printTable } from '../bench/print.ts';
import { familiesOf, LONG, SHORT } from './figures.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    schedules: { type: 'string' },
    seed: { type: 'string' },
  },
});

// Whatever was started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const extent = options.short ? SHORT : LONG;
const families = familiesOf({
  ...extent,
  schedules: wholeNumber('schedules', extent.schedules),
  seed: wholeNumber('seed', extent.seed),
});
const names = families.flatMap((family) => family.names);
const only = options.mutants ? ['mutants'] : options.only;
const unknown = only.find((name) => !names.includes(name));
if (unknown !== undefined) stop(`There is no figure "${unknown}". There are: ${names.join(', ')}`);
const asked = new Set(only.length === 0 ? names : only);

const figures: Figure[] = [];
let isWhole = true;
for (const family of families) {
  if (!family.names.some((name) => asked.has(name))) continue;
  // What goes wrong with one says nothing of the others.
  const counted = await family.run(asked).catch((error: unknown) => {
    console.error(`${family.names.join(', ')}:`, error);
    isWhole = false;
    return [];
  });
  figures.push(...counted);
  if (options.json) for (const figure of counted) console.log(jsonOf(figure));
}
if (!options.json && figures.length > 0) {
  console.log(`\n${machine()}\n`);
  printTable(figures);
}
process.exit(isWhole && figures.every(holds) ? 0 : 1);

function wholeNumber(name: 'schedules' | 'seed', otherwise: number): number {
  const given = options[name];
  if (given === undefined) return otherwise;
  return /^[1-9]\d{0,8}$/.test(given) ? Number(given) : stop(`--${name} is a number from 1 up.`);
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}
