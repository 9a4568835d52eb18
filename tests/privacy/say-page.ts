import { measureBudgets } from '../support/budgets.ts';
import type { Family } from '../bench/figure.ts';

/** What an old phone on a slow line loads before somebody can speak. */
export const sayPage: Family = {
  names: ['say_kb'],
  run: async () =>
    measureBudgets('dist').flatMap(({ summary }) => {
      const [, kb, limit] = /^said without a name: ([\d.]+) of (\d+) kB/.exec(summary) ?? [];
      if (kb === undefined) return [];
      const atMost = Number(limit);
      return [
        {
          name: 'say_kb',
          value: Number(kb),
          unit: 'kB',
          limit: atMost,
          ratio: Number(kb) / atMost,
          detail: summary,
          target: { atMost },
        },
      ];
    }),
};
