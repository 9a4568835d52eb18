import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { type InboxFilter, momentChannel } from '../../contract/desk-inbox.ts';
import { audience, momentKind } from '../../contract/moment.ts';
import type { Programme } from '../../contract/pull.ts';
import { Mark } from '../../ui/mark.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/manager-inbox.ts';
import { say as sayDesk } from '../../words/manager.ts';
import { apart } from '../../words/speech.ts';
import { addressOf, chosen, queryOf } from './filter.ts';
import { namedChoices } from './own-names.ts';

type Name = Exclude<keyof InboxFilter, 'state' | 'search'>;
type Options = readonly (readonly [value: string, label: string])[];

/** How many of these filters are on. */
export const filtersOn = ({ state: _state, search: _search, ...filters }: InboxFilter): number =>
  Object.keys(filters).length;

/** What the list shows, by everything that is known of a moment beside its words and how far it is. */
export const FilterBar = (props: {
  filter: InboxFilter;
  programmes: readonly Programme[];
  /** Groups that are known, to choose from. */
  groups: readonly string[];
  /** Whoever looks at this. */
  personId: string;
  id: string;
  onChoose: (filter: InboxFilter) => void;
}) => {
  const { filter, onChoose } = props;
  const selects: [name: Name, label: string, options: Options, all?: string][] = [
    [
      'programme',
      sayDesk('inbox.filter.programme'),
      props.programmes.map(({ programmeId, name }) => [programmeId, apart(name)] as const),
      sayDesk('inbox.filter.all-programmes'),
    ],
    [
      'kind',
      sayDesk('inbox.filter.kind'),
      momentKind.options.map((kind) => [kind, sayApp(`kind.${kind}`)] as const),
      sayDesk('inbox.filter.all-kinds'),
    ],
    [
      'assigned',
      say('filters.assigned'),
      [
        [props.personId, say('filters.assigned.me')],
        ['nobody', say('filters.assigned.nobody')],
      ],
    ],
    [
      'channel',
      say('filters.channel'),
      momentChannel.options.map((channel) => [channel, say(`filters.channel.${channel}`)] as const),
    ],
    [
      'audience',
      say('filters.audience'),
      audience.options.map((who) => [who, say(`filters.audience.${who}`)] as const),
    ],
    ['stage', say('filters.stage'), namedChoices('stage')],
    ['principle', say('filters.principle'), namedChoices('principle')],
  ];
  const put = (name: Name, value: string | null): void =>
    onChoose(chosen(filter, { [name]: value }));
  return (
    <div class="filter-bar" id={props.id} role="group" aria-label={sayDesk('inbox.filter')}>
      {selects.map(([name, label, options, all = say('filters.any')]) => (
        <Labelled label={label} key={name}>
          {(id) => (
            <Choice
              id={id}
              all={all}
              options={options}
              value={filter[name] ?? null}
              onChoose={(value) => put(name, value)}
            />
          )}
        </Labelled>
      ))}
      <Labelled label={say('filters.group')}>
        {(id) => (
          <>
            <input
              class="field-input"
              id={id}
              list={`${id}-known`}
              type="text"
              dir="auto"
              autocomplete="off"
              maxLength={80}
              value={filter.group ?? ''}
              onChange={(event) => put('group', event.currentTarget.value.trim() || null)}
            />
            <datalist id={`${id}-known`}>
              {props.groups.map((group) => (
                <option key={group} value={group} />
              ))}
            </datalist>
          </>
        )}
      </Labelled>
      {(['from', 'to'] as const).map((name) => (
        <Labelled label={say(`filters.${name}`)} key={name}>
          {(id) => (
            <input
              class="field-input"
              id={id}
              type="date"
              value={filter[name] ?? ''}
              onChange={(event) => put(name, event.currentTarget.value || null)}
            />
          )}
        </Labelled>
      ))}
      <a class="button filter-none" href={`/people/tables?${queryOf(filter).toString()}`}>
        {say('filters.take-out')}
      </a>
      {filtersOn(filter) > 0 && (
        <a
          class="button filter-none"
          href={addressOf(chosen({}, { state: filter.state, search: filter.search }))}
        >
          {say('filters.none')}
        </a>
      )}
    </div>
  );
};

const Labelled = (props: { label: string; children: (id: string) => ComponentChildren }) => {
  const id = useId();
  return (
    <div class="filter">
      <label class="filter-label" for={id}>
        {props.label}
      </label>
      {props.children(id)}
    </div>
  );
};

const Choice = (props: {
  id: string;
  all: string;
  options: Options;
  value: string | null;
  onChoose: (value: string | null) => void;
}) => {
  const { value } = props;
  // What another device chose, or an organisation's own, is shown by its id.
  const isKnown = value === null || props.options.some(([known]) => known === value);
  const options = isKnown ? props.options : [...props.options, [value, value] as const];
  return (
    <span class="filter-choice">
      <select
        class={`filter-select ${value === null ? '' : 'filter-select-on'}`}
        id={props.id}
        value={value ?? ''}
        onChange={(event) => props.onChoose(event.currentTarget.value || null)}
      >
        <option value="">{props.all}</option>
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
      <Mark name="chevron" />
    </span>
  );
};
