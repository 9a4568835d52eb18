import { LeaveButton } from './leave-button.tsx';

/** The head of every page for somebody who speaks without a name: where they are, and the way out. */
export const Head = ({ name, onLeave }: { name?: string | undefined; onLeave: () => void }) => (
  <header class="say-head column">
    <p class="say-organisation">{name !== undefined && <bdi>{name}</bdi>}</p>
    <LeaveButton onLeave={onLeave} />
  </header>
);
