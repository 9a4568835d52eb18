// Loaded before anything else (`node --import`): puts the mutant that MUTANT names into its file as it is loaded. The
// text must stand there exactly once.
import { registerHooks } from 'node:module';
import { MUTANTS } from './mutants.ts';

const mutant = MUTANTS.find(({ name }) => name === process.env['MUTANT']);
if (mutant === undefined) throw new Error(`There is no mutant "${process.env['MUTANT']}"`);
const { file, find, replace } = mutant;
const url = new URL(`../../${file}`, import.meta.url).href;

registerHooks({
  load(asked, context, next) {
    const loaded = next(asked, context);
    if (asked !== url) return loaded;
    const source = String(loaded.source);
    if (source.split(find).length !== 2) throw new Error(`${file} does not hold once: ${find}`);
    return { ...loaded, source: source.replace(find, () => replace) };
  },
});
