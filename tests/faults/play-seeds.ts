// A process of its own that plays schedules: `play-seeds.ts FROM COUNT`. Prints its tally as one line.
import { playSeeds } from '../model/weather.ts';
import { report } from './alone.ts';

const [from = '1', count = '1'] = process.argv.slice(2);
report(await playSeeds(Number(from), Number(count)));
