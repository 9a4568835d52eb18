// Loaded before anything else (`node --import`): puts the mutant that MUTANT names into its files as they are loaded.
// Each text must stand there exactly once.
import { registerHooks } from 'node:module';
import { MUTANTS, mutated } from './mutants.ts';

const mutant = MUTANTS.find(({ name }) => name === process.env['MUTANT']);
if (mutant === undefined) throw new Error(`There is no mutant "${process.env['MUTANT']}"`);
const root = new URL('../../', import.meta.url).href;

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const file = url.startsWith(root) ? url.slice(root.length) : '';
    return { ...loaded, source: mutated(mutant, file, loaded.source) };
  },
});
