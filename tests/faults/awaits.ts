// Every `await` of a source file, by a name that says where it stands: `outbox › takeBatch › write`.
import { basename } from 'node:path';
import { type Expression, parseSync, Visitor } from 'oxc-parser';

export interface Await {
  name: string;
  /** From `await` to the end of what is awaited. */
  start: number;
  end: number;
  /** Where what is awaited begins. */
  from: number;
}

/** In the order in which they stand. Two of one name within a function are told apart by a number. */
export const awaitsIn = (path: string, source: string): Await[] => {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]?.message}`);
  const named: { name: string; start: number; end: number }[] = [];
  const found: Omit<Await, 'name'>[] = [];
  const arguments_ = new Map<number, Expression>();
  const name = (key: string, { start, end }: { start: number; end: number }): void =>
    void named.push({ name: key, start, end });
  new Visitor({
    VariableDeclarator: ({ id, init }) => {
      if (id.type === 'Identifier' && init !== null && isFunction(init)) name(id.name, init);
    },
    Property: ({ key, value }) => {
      if (key.type === 'Identifier' && isFunction(value)) name(key.name, value);
    },
    MethodDefinition: ({ key, value }) => {
      if (key.type === 'Identifier' || key.type === 'PrivateIdentifier') name(key.name, value);
    },
    FunctionDeclaration: (declared) => name(declared.id?.name ?? 'function', declared),
    AwaitExpression: ({ start, end, argument }) => {
      found.push({ start, end, from: argument.start });
      arguments_.set(start, argument);
    },
  }).visit(program);

  const count = new Map<string, number>();
  return found
    .sort((one, other) => one.start - other.start)
    .map((each) => {
      const around = named.filter(({ start, end }) => start <= each.start && each.end <= end);
      const innermost = around.sort((one, other) => other.start - one.start)[0]?.name ?? 'file';
      const what = nameOf(arguments_.get(each.start)!);
      const place = `${basename(path, '.ts')} › ${innermost} › ${what}`;
      const number = (count.get(place) ?? 0) + 1;
      count.set(place, number);
      return { ...each, name: number === 1 ? place : `${place} ${number}` };
    });
};

const isFunction = ({ type }: { type: string }): boolean =>
  type === 'ArrowFunctionExpression' || type === 'FunctionExpression';

const nameOf = (expression: Expression): string => {
  switch (expression.type) {
    case 'CallExpression':
    case 'NewExpression':
      return nameOf(expression.callee);
    case 'MemberExpression':
      return expression.property.type === 'Identifier' ||
        expression.property.type === 'PrivateIdentifier'
        ? expression.property.name
        : 'it';
    case 'Identifier':
      return expression.name;
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return nameOf(expression.expression);
    case 'AwaitExpression':
      return nameOf(expression.argument);
    default:
      return 'it';
  }
};

/** The source with each await handed to `globalThis.momentsAwait(name, work)`, which may end the world before or after. */
export const instrumented = (path: string, source: string): string => {
  const edits = awaitsIn(path, source).flatMap(({ name, start, end, from }) => [
    {
      at: start,
      to: from,
      text: `await globalThis.momentsAwait(${JSON.stringify(name)}, async () => (`,
    },
    { at: end, to: end, text: '))' },
  ]);
  return edits
    .sort((one, other) => other.at - one.at)
    .reduce((text, { at, to, text: put }) => text.slice(0, at) + put + text.slice(to), source);
};
