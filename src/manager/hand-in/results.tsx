import type { Operation, PushResult } from '../../contract/push.ts';
import { wordsIn } from '../../domain/moment.ts';
import { say } from '../../words/manager.ts';
import { reasonOf } from '../set-aside/reason.ts';

/** What became of each operation of a file, in its order. */
export const Results = (props: {
  operations: readonly Operation[];
  results: readonly PushResult[];
}) => (
  <ul class="hand-in-results" aria-label={say('hand-in.results')}>
    {props.operations.map((operation, index) => (
      // The same may stand in a file twice: only the place tells them apart.
      <li key={index}>
        <WhatItIs operation={operation} />
        <span>{becameOf(operation, props.results[index])}</span>
      </li>
    ))}
  </ul>
);

const WhatItIs = ({ operation: { kind, body } }: { operation: Operation }) => {
  const words = wordsIn(body);
  if (kind === 'withdraw') return <span>{say('hand-in.withdrawal')}</span>;
  if (words === null) return <span>{say('hand-in.no-words')}</span>;
  return (
    <blockquote class="hand-in-words" dir="auto">
      {words}
    </blockquote>
  );
};

const becameOf = ({ operationId }: Operation, result: PushResult | undefined): string => {
  if (result?.operationId !== operationId) return say('hand-in.unsure');
  const said = say(`hand-in.${result.status}`);
  if (result.status !== 'quarantined') return said;
  return `${said} ${reasonOf({ code: result.code ?? '', isOfOther: false }).what}`;
};
