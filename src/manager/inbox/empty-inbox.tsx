import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager.ts';
import type { InboxFilter } from '../../contract/desk-inbox.ts';
import { addressOf, isFiltered } from './filter.ts';

/** Nothing is here: why, and what helps. */
export const EmptyInbox = ({ filter }: { filter: InboxFilter }) =>
  isFiltered(filter) ? (
    <div class="desk-empty">
      <p class="words">{say('inbox.empty.filtered')}</p>
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
