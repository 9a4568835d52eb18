import type { InboxFilter } from '../../contract/desk-inbox.ts';
import { Mark } from '../../ui/mark.tsx';
import { say as sayInbox } from '../../words/manager-inbox.ts';
import { say } from '../../words/manager.ts';
import { addressOf, chosen, isFiltered } from './filter.ts';

/** Nothing is here: why, and what helps. */
export const EmptyInbox = ({ filter }: { filter: InboxFilter }) =>
  isFiltered(filter) ? (
    <div class="desk-empty">
      <p class="words">{whyEmpty(filter)}</p>
      {filter.search !== undefined && <p>{sayInbox('search.empty.next')}</p>}
      <a class="button" href={addressOf({})}>
        {say('inbox.empty.all')}
      </a>
    </div>
  ) : (
    <div class="desk-empty">
      <p class="words">{say('inbox.empty')}</p>
      <p>{say('inbox.empty.next')}</p>
      <a class="button button-main" href="/people">
        <Mark name="person-add" />
        {say('inbox.empty.invite')}
      </a>
    </div>
  );

const whyEmpty = (filter: InboxFilter): string => {
  if (filter.search !== undefined) return sayInbox('search.empty');
  const isStateAlone = !isFiltered(chosen(filter, { state: null }));
  return filter.state !== undefined && isStateAlone
    ? sayInbox(`state.empty.${filter.state}`)
    : say('inbox.empty.filtered');
};
