// What the tests are called, read from their sources: no test is run for it, and none that is commented out counts.
import { parseSync, Visitor, type CallExpression, type Expression } from 'oxc-parser';

const CALLED: ReadonlySet<string> = new Set(['test', 'it', 'describe']);
/** What stands there and is not run. */
const NOT_RUN: ReadonlySet<string> = new Set(['skip', 'todo']);

/** The names of the tests and groups in one source; what a name takes from elsewhere (`%s`, `${…}`) is left out. */
export const testNamesIn = (path: string, text: string): string[] => {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]!.message}`);
  const names: string[] = [];
  new Visitor({
    CallExpression(call) {
      const name = isTest(call) ? textOf(call.arguments[0]) : null;
      if (name !== null) names.push(name);
    },
  }).visit(program);
  return names;
};

/** `test(…)`, `describe.each(…)(…)`, `` test.concurrent.each`…`(…) ``. */
const isTest = ({ callee }: CallExpression): boolean => {
  let at: Expression = callee;
  for (;;) {
    if (at.type === 'Identifier') return CALLED.has(at.name);
    if (at.type === 'CallExpression') at = at.callee;
    else if (at.type === 'TaggedTemplateExpression') at = at.tag;
    else if (at.type === 'MemberExpression') {
      if (at.property.type === 'Identifier' && NOT_RUN.has(at.property.name)) return false;
      at = at.object;
    } else return false;
  }
};

const textOf = (argument: CallExpression['arguments'][number] | undefined): string | null => {
  if (argument?.type === 'Literal' && typeof argument.value === 'string') return argument.value;
  if (argument?.type !== 'TemplateLiteral') return null;
  return argument.quasis.map(({ value }) => value.cooked).join('');
};
