import { measureBudgets } from '../support/budgets.ts';
import type { Family } from './figure.ts';

const NAMES: Record<string, string> = {
  'capture route': 'capture_kb',
  'service worker': 'worker_kb',
  "manager's first view": 'desk_kb',
};

/** What a phone loads before words can be kept, gzipped. */
export const size: Family = {
  names: Object.values(NAMES),
  run: async () =>
    measureBudgets('dist').flatMap(({ summary }) => {
      const [, what = '', kb, limit] = /^(.+): ([\d.]+) of ([\d.]+) kB/.exec(summary) ?? [];
      const name = NAMES[what];
      if (name === undefined) return [];
      return [
        { name, value: Number(kb), unit: 'kB', detail: summary, target: { atMost: Number(limit) } },
      ];
    }),
};
