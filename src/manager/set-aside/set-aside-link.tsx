import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager.ts';

/** Where a moment's id stands in the address of the inbox. */
export const SET_ASIDE = 'set-aside';

/** Shown where something waits there, with how much. */
export const SetAsideLink = ({ count }: { count: number }) => (
  <a class="aside-link" href={`/inbox/${SET_ASIDE}`}>
    <Mark name="warning" />
    {say('aside.link', { count })}
  </a>
);
