import type { InboxFilter, MomentState, StateCounts } from '../../contract/desk-inbox.ts';
import { say } from '../../words/manager-inbox.ts';
import { addressOf, chosen } from './filter.ts';

const STATES: readonly MomentState[] = ['new', 'to-answer', 'answered', 'promised', 'told-back'];

/** How far moments are, as ways to those that are as far. What nothing can be yet is not shown. */
export const StateTabs = (props: {
  filter: InboxFilter;
  counts: StateCounts;
  areMore: boolean;
}) => {
  const { filter, counts } = props;
  const states = STATES.filter(
    (state) => state !== 'promised' || counts.promised > 0 || filter.state === state,
  );
  return (
    <nav class="state-tabs" aria-label={say('state.tabs')}>
      <ul class="state-list">
        {[null, ...states].map((state) => (
          <li key={state}>
            <a
              class="state-tab"
              href={addressOf(chosen(filter, { state }))}
              aria-current={(filter.state ?? null) === state ? 'page' : undefined}
            >
              {say(`state.${state ?? 'all'}`)}
              {state !== null && counts[state] > 0 && (
                <span class="state-count"> {countWords(counts[state], props.areMore)}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
      {props.areMore && <p class="field-hint">{say('state.newest')}</p>}
    </nav>
  );
};

const countWords = (count: number, areMore: boolean): string =>
  `${count.toLocaleString()}${areMore ? '+' : ''}`;
