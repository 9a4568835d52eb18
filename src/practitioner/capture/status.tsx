import type { Standing } from '../../device/standing.ts';
import { say } from '../../words/practitioner.ts';

/** What is still on this phone, always in view where there is any, and the way to it. */
export const Status = ({ standing }: { standing: Standing | null }) => {
  if (standing === null) return null;
  const { unsent, attention, isSignInNeeded } = standing;
  const parts = [
    isSignInNeeded && say('status.sign-in'),
    attention > 0 && say('status.attention', { count: attention }),
  ].filter((part) => part !== false);
  if (unsent > 0) {
    // Beside something more pressing there is little room.
    parts.push(
      say(parts.length > 0 ? 'status.waiting-short' : 'status.waiting', { count: unsent }),
    );
  }
  if (parts.length === 0) return null;
  return (
    <a class="bar-status status" href="/waiting">
      <span class="status-dot" />
      {parts.join(' · ')}
    </a>
  );
};
