// A process of its own that plays schedules: `play-seeds.ts FROM COUNT [stop-at-first]`. Prints its tally as one line.
import { playSeeds } from '../model/weather.ts';

// Tabs of one process hear of each other without it, and it would keep the process alive.
Reflect.deleteProperty(globalThis, 'BroadcastChannel');
const [from = '1', count = '1', how] = process.argv.slice(2);
const tally = await playSeeds(Number(from), Number(count), {
  stopAtFirst: how === 'stop-at-first',
});
process.stdout.write(`${JSON.stringify(tally)}\n`, () => process.exit(0));
