import { useState } from 'preact/hooks';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { say } from '../../words/details.ts';

/** The name of a group as it is kept: one line without blanks around it; null where nothing is left. */
export const groupName = (typed: string): string | null =>
  typed
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 80)
    .trim() || null;

/** So many fit a phone; what is chosen is always among them. */
const SHOWN = 8;

/** Who was there: one of the groups used lately or of the programme's own, a new one by name, or none. */
export const GroupChoice = (props: {
  name: string;
  groups: readonly string[];
  group: string | null;
  onChoose: (group: string | null) => void;
}) => {
  const [typed, setTyped] = useState('');
  const known =
    props.group === null || props.groups.includes(props.group)
      ? props.groups
      : [props.group, ...props.groups];
  const take = (): void => {
    const group = groupName(typed);
    if (group === null) return;
    setTyped('');
    props.onChoose(group);
  };
  return (
    <div class="group-choice">
      <Chips
        legend={say('details.group')}
        name={`${props.name}-group`}
        options={[
          { value: '', label: say('details.no-group') },
          ...known.slice(0, SHOWN).map((group) => ({ value: group, label: <bdi>{group}</bdi> })),
        ]}
        value={props.group ?? ''}
        onChoose={(group) => props.onChoose(group || null)}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
        onFocusOut={take}
      >
        <Field label={say('details.new-group')} value={typed} onInput={setTyped} />
      </form>
    </div>
  );
};
