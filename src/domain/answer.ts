/** For how long an answer can be taken back. */
export const TAKE_BACK_MS = 30 * 60 * 1000;

/** One thing in a thread, as far as its rules need it. */
interface Entry {
  from: 'manager' | 'speaker';
  isQuestion: boolean;
  /** ISO 8601, UTC. */
  writtenAt: string;
  takenBackAt: string | null;
}

/** For how many milliseconds an answer can still be taken back; null where it cannot. `now` is the server's clock. */
export const takeBackMs = ({ from, writtenAt, takenBackAt }: Entry, now: number): number | null => {
  if (from !== 'manager' || takenBackAt !== null) return null;
  const left = Date.parse(writtenAt) + TAKE_BACK_MS - now;
  return left > 0 ? left : null;
};

/** Whether a question stands already: one moment is asked one, so that nobody is questioned. */
export const isAsked = (thread: readonly Pick<Entry, 'isQuestion' | 'takenBackAt'>[]): boolean =>
  thread.some(({ isQuestion, takenBackAt }) => isQuestion && takenBackAt === null);
