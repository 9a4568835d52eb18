import { useMemo, useState } from 'preact/hooks';
import { type Audience, type MomentKind, audience, momentKind } from '../../contract/moment.ts';
import type { Programme } from '../../contract/pull.ts';
import { Chips } from '../../ui/chips.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/manager-table.ts';
import { apart } from '../../words/speech.ts';
import { Pick } from '../pick.tsx';
import { ROLES, type Role, guessRoles, holdsWords, isOurs } from './columns.ts';
import { type DayOrder, hasSlashedDays, orderIn } from './days.ts';
import type { Mapping } from './lines-of.ts';
import type { Table } from './table.ts';

/** What each column holds, and what goes for the whole table. What can be guessed is guessed, and can be changed. */
export const Columns = (props: {
  table: Table;
  programmes: readonly Programme[];
  onChange: () => void;
  onLook: (mapping: Mapping) => Promise<void>;
}) => {
  const { table, programmes } = props;
  const isKnown = useMemo(() => isOurs(table), [table]);
  const [roles, setRoles] = useState<Role[]>(() => guessRoles(table));
  const [kind, setKind] = useState<MomentKind>('celebrate');
  const [readers, setReaders] = useState<Audience>('team');
  const [programmeId, setProgrammeId] = useState(
    programmes.length === 1 ? programmes[0]!.programmeId : '',
  );
  const [order, setOrder] = useState<DayOrder | null>(null);
  const [isTried, setTried] = useState(false);
  const [isLooking, setLooking] = useState(false);

  const days = cellsOf(table, roles.indexOf('said'));
  const known = orderIn(days);
  const hasWords = isKnown || roles.some(holdsWords);
  const change = <Value,>(set: (value: Value) => void, value: Value): void => {
    set(value);
    props.onChange();
  };
  const look = async (): Promise<void> => {
    setTried(true);
    if (isLooking || !hasWords || programmeId === '') return;
    setLooking(true);
    const dayOrder = known ?? order ?? 'day-first';
    await props.onLook({ roles, kind, audience: readers, programmeId, dayOrder });
    setLooking(false);
  };

  return (
    <form
      class="programme-form table-form"
      onSubmit={(event) => {
        event.preventDefault();
        void look();
      }}
    >
      {isKnown ? (
        <p>{say('in.ours')}</p>
      ) : (
        <fieldset class="table-columns">
          <legend class="field-label">{say('in.columns')}</legend>
          <p class="field-hint">{say('in.columns.says')}</p>
          {table.header.map((title, index) => (
            <Pick
              key={index}
              label={
                title === ''
                  ? say('in.role.untitled', { number: index + 1 })
                  : say('in.role', { title })
              }
              sample={firstIn(table, index)}
              value={roles[index]!}
              options={ROLES.map((role) => [role, say(`in.role.${role}`)])}
              onChoose={(role) =>
                change(
                  setRoles,
                  roles.map((before, at) => (at === index ? (role as Role) : before)),
                )
              }
            />
          ))}
        </fieldset>
      )}
      {isTried && !hasWords && <p class="field-error">{say('in.no-words')}</p>}
      {!isKnown && known === null && hasSlashedDays(days) && (
        <Chips
          legend={say('in.order')}
          name="in-order"
          options={(['day-first', 'month-first'] as const).map((value) => ({
            value,
            label: say(`in.order.${value}`),
          }))}
          value={order ?? 'day-first'}
          onChoose={(value) => change(setOrder, value)}
        />
      )}
      {!isKnown && roles.includes('words') && (
        <Chips
          legend={say('in.kind')}
          name="in-kind"
          options={momentKind.options.map((value) => ({ value, label: sayApp(`kind.${value}`) }))}
          value={kind}
          onChoose={(value) => change(setKind, value)}
        />
      )}
      <Pick
        label={say('in.programme')}
        value={programmeId}
        options={[
          ['', say('in.programme.choose')],
          ...programmes.map((each) => [each.programmeId, apart(each.name)] as const),
        ]}
        error={isTried && programmeId === '' ? say('in.programme.missing') : undefined}
        onChoose={(value) => change(setProgrammeId, value)}
      />
      {!isKnown && (
        <>
          <Chips
            legend={say('in.audience')}
            name="in-audience"
            options={audience.options.map((value) => ({
              value,
              label: say(`in.audience.${value}`),
            }))}
            value={readers}
            onChoose={(value) => change(setReaders, value)}
          />
          <p class="field-hint">{say('in.audience.says')}</p>
        </>
      )}
      <button
        class="button button-main"
        type="submit"
        aria-disabled={isLooking ? 'true' : undefined}
      >
        {say(isLooking ? 'in.looking' : 'in.preview')}
      </button>
    </form>
  );
};

const cellsOf = ({ rows }: Table, column: number): string[] =>
  column === -1 ? [] : rows.map((row) => row[column] ?? '');

const HINT_LETTERS = 60;

/** The first answers of a column, so that one knows which it is. */
const firstIn = (table: Table, column: number): string => {
  const some = cellsOf(table, column).filter((cell) => cell.trim() !== '');
  const text = some.slice(0, 3).join(' · ');
  return text.length > HINT_LETTERS ? `${text.slice(0, HINT_LETTERS)}…` : text;
};
