import type { DeskDeed } from '../contract/desk-inbox.ts';

type Happened = { at: string; byName: string | null };

/** All that is known of what became of a moment. Instants are ISO 8601 in UTC. */
export interface Traces {
  /** Null for what was said without a name, and then the date alone. */
  arrived: Happened & { isDayAlone: boolean };
  changes: readonly Happened[];
  seen: Happened | null;
  thread: readonly (Happened & {
    from: 'manager' | 'speaker';
    isQuestion: boolean;
    takenBackAt: string | null;
  })[];
  notes: readonly Happened[];
  assignments: readonly (Happened & { toName: string | null })[];
  /** A date. */
  toldOn: string | null;
}

/** What became of a moment, oldest first. A date that stands alone comes before all else on its day. */
export const historyOf = (traces: Traces): DeskDeed[] => {
  const deed = (
    what: DeskDeed['what'],
    { at, byName }: Happened,
    more: Partial<DeskDeed> = {},
  ): DeskDeed => ({ what, at, byName, isDayAlone: false, toName: null, ...more });
  const { arrived, seen, toldOn } = traces;
  const deeds = [
    deed('arrived', arrived, { isDayAlone: arrived.isDayAlone }),
    ...traces.changes.map((change) => deed('changed', change)),
    ...(seen === null ? [] : [deed('seen', seen)]),
    ...traces.thread.flatMap((entry) =>
      entry.from === 'speaker'
        ? deed('wrote-back', entry, { isDayAlone: true })
        : [
            deed(entry.isQuestion ? 'asked' : 'answered', entry),
            ...(entry.takenBackAt === null
              ? []
              : [deed('taken-back', { at: entry.takenBackAt, byName: null })]),
          ],
    ),
    ...traces.notes.map((note) => deed('noted', note)),
    ...traces.assignments.map((each) => deed('assigned', each, { toName: each.toName })),
    ...(toldOn === null
      ? []
      : [deed('told-back', { at: `${toldOn}T00:00:00.000Z`, byName: null }, { isDayAlone: true })]),
  ];
  // It is stable: what is of one instant stays as it is listed here.
  return deeds.sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
};
