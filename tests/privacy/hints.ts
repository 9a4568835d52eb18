import type { Family } from '../bench/figure.ts';
import { heldOut, type MarkKind, scoreOf } from '../support/marked-sentences.ts';

/** All that a pattern is meant to find. A name that nothing gives away is none of these, and counts as missed. */
const KINDS: MarkKind[] = [
  'phone',
  'nhs',
  'ni',
  'email',
  'postcode',
  'birth',
  'address',
  'name',
  'bare',
];

/** How well the hints find what could identify somebody, in sentences that they were not made with. */
export const hints: Family = {
  names: ['hints_precision', 'hints_recall'],
  run: async () => {
    const { precision, recall, marked, hinted } = scoreOf(heldOut, KINDS);
    const givenAway = scoreOf(
      heldOut,
      KINDS.filter((kind) => kind !== 'bare'),
    );
    return [
      {
        name: 'hints_precision',
        value: 100 * precision,
        unit: '%',
        limit: 100,
        ratio: precision,
        detail: `${hinted} hints in ${heldOut.length} sentences that they were not made with`,
        target: { atLeast: 90 },
      },
      {
        name: 'hints_recall',
        value: 100 * recall,
        unit: '%',
        limit: 100,
        ratio: recall,
        detail: `${marked} that could identify; ${(100 * givenAway.recall).toFixed(0)} % without bare names, which only a reader knows`,
      },
    ];
  },
};
