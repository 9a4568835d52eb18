import type { DeskPerson } from '../../contract/desk.ts';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/manager.ts';
import { clockTime, dayInWords } from '../../words/time.ts';
import { firstSignInOf, isHeldLong, pendingWords } from './device-words.ts';

/** The devices that have held moments for more than a day: whose they are, and when they were last heard from. */
export const HeldLong = ({ people, now }: { people: readonly DeskPerson[]; now: number }) => {
  const held = people.flatMap((person) =>
    person.sessions
      .filter((session) => isHeldLong(session, firstSignInOf(person), now))
      .map((session) => ({ person, session })),
  );
  if (held.length === 0) return null;
  return (
    <Notice tone="warning" mark="phone">
      <p>
        <strong>{say('people.held', { count: held.length })}</strong> {say('people.held.next')}
      </p>
      <ul class="held-list">
        {held.map(({ person, session }) => (
          <li key={session.sessionId}>
            <bdi>{person.name}</bdi>
            {' · '}
            <bdi>{session.device}</bdi>
            <span class="held-line">{pendingWords(session, firstSignInOf(person), now)}</span>
            <span class="held-line">
              {say('people.device.contact', {
                day: dayInWords(session.lastContactAt, now),
                time: clockTime(session.lastContactAt),
              })}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
};
