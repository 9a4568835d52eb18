import { useId } from 'preact/hooks';
import { type MomentKind, momentKind } from '../../contract/moment.ts';
import type { Programme } from '../../contract/pull.ts';
import { Mark } from '../../ui/mark.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/manager.ts';
import { apart } from '../../words/speech.ts';
import type { InboxFilter } from '../../contract/desk-inbox.ts';
import { chosen } from './filter.ts';

/** What the list shows: by programme and by kind. */
export const FilterBar = (props: {
  filter: InboxFilter;
  programmes: readonly Programme[];
  onChoose: (filter: InboxFilter) => void;
}) => (
  <div class="filter-bar" role="group" aria-label={say('inbox.filter')}>
    <Choice
      label={say('inbox.filter.programme')}
      all={say('inbox.filter.all-programmes')}
      options={props.programmes.map(({ programmeId, name }) => [programmeId, apart(name)])}
      value={props.filter.programme ?? null}
      onChoose={(programme) => props.onChoose(chosen(props.filter, { programme }))}
    />
    <Choice<MomentKind>
      label={say('inbox.filter.kind')}
      all={say('inbox.filter.all-kinds')}
      options={momentKind.options.map((kind) => [kind, sayApp(`kind.${kind}`)])}
      value={props.filter.kind ?? null}
      onChoose={(kind) => props.onChoose(chosen(props.filter, { kind }))}
    />
  </div>
);

const Choice = <Value extends string>(props: {
  label: string;
  all: string;
  options: readonly (readonly [Value, string])[];
  value: Value | null;
  onChoose: (value: Value | null) => void;
}) => {
  const id = useId();
  return (
    <div class="filter">
      <label class="unseen-label" for={id}>
        {props.label}
      </label>
      <select
        class={`filter-select ${props.value === null ? '' : 'filter-select-on'}`}
        id={id}
        value={props.value ?? ''}
        onChange={(event) => {
          const picked = event.currentTarget.value;
          props.onChoose(props.options.find(([value]) => value === picked)?.[0] ?? null);
        }}
      >
        <option value="">{props.all}</option>
        {props.options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      <Mark name="chevron" />
    </div>
  );
};
