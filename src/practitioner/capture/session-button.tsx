import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/practitioner.ts';
import type { Session } from './use-session.ts';

/** Where one is writing, at the head of the screen, and the way to change it. */
export const SessionButton = (props: { session: Session | null; onClick: () => void }) => {
  const { session } = props;
  if (session === null || session.programmes.length === 0) return <span />;
  const name = session.group ?? session.programme?.name;
  return (
    <button
      type="button"
      class="session-button"
      aria-haspopup="dialog"
      aria-label={name && say('session.change', { name })}
      onClick={props.onClick}
    >
      <bdi class="session-name">{name ?? say('session.choose')}</bdi>
      <Mark name="chevron" />
    </button>
  );
};
