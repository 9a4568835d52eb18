// A process of its own that looks for what catches a mutant, run with `--import ./tests/faults/mutate.ts`:
// `MUTANT=name play-mutant.ts SEEDS`. First the scenarios, then so many schedules. Prints what it found as one line.
import { scenarios } from '../model/scenarios.ts';
import { breachesOf, playSeeds } from '../model/weather.ts';
import { report } from './alone.ts';
import { MUTANTS } from './mutants.ts';

export interface Caught {
  /** Null where everything held: it was not caught. */
  by: string | null;
  said: string;
}

const seeds = Number(process.argv[2] ?? 1);
const { tryFirst } = MUTANTS.find(({ name }) => name === process.env['MUTANT'])!;
report(await look());

async function look(): Promise<Caught> {
  // The one that is known to catch it comes first; the others are there should it no longer do.
  const named = [...scenarios].sort(([one], [other]) => rank(one) - rank(other));
  for (const [name, schedule] of named) {
    const [first] = await breachesOf(schedule);
    if (first !== undefined) return { by: name, said: first.said };
  }
  const [failed] = (await playSeeds(1, seeds, { stopAtFirst: true })).failed;
  if (failed === undefined) return { by: null, said: '' };
  return { by: `seed ${failed.seed}`, said: failed.breaches[0]!.said };
}

function rank(name: string): number {
  return name === tryFirst ? 0 : 1;
}
