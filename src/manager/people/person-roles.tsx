import { useState } from 'preact/hooks';
import type { DeskPerson } from '../../contract/desk.ts';
import type { Role } from '../../contract/pull.ts';
import { rolesTogether } from '../../domain/roles.ts';
import { ManyChips } from '../../ui/chips.tsx';
import { say } from '../../words/manager.ts';
import type { Trouble } from '../desk-client.ts';
import { TroubleNotice } from '../trouble-notice.tsx';
import type { PeopleDesk } from './people-desk.ts';

const ALL = rolesTogether(['administrator', 'lead', 'board']);

/** What somebody may do. What one role cannot do without comes with it, and is shown as chosen at once. */
export const PersonRoles = (props: {
  desk: PeopleDesk;
  person: DeskPerson;
  onDone: () => void;
  onCancel: () => void;
}) => {
  const { desk, person } = props;
  const [roles, setRoles] = useState<readonly Role[]>(person.roles);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isSending, setSending] = useState(false);

  const choose = (chosen: readonly Role[]): void => {
    const taken = roles.filter((role) => !chosen.includes(role));
    // Whoever stops managing administers nothing either.
    const kept = chosen.filter(
      (role) => !taken.some((gone) => rolesTogether([role]).includes(gone)),
    );
    setRoles(rolesTogether(kept));
  };
  const save = async (): Promise<void> => {
    if (isSending || roles.length === 0) return;
    setSending(true);
    const answer = await desk.act((client) => client.changeRoles(person.personId, roles));
    setSending(false);
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok) props.onDone();
  };
  return (
    <form
      class="person-roles"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onCancel();
      }}
    >
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <ManyChips<Role>
        legend={say('people.roles.legend', { name: person.name })}
        name={`roles-${person.personId}`}
        options={ALL.map((role) => ({ value: role, label: say(`people.role.${role}`) }))}
        values={roles}
        onChoose={(chosen) => choose(chosen as Role[])}
      />
      <ul class="roles-says device-soft">
        {ALL.filter((role) => roles.includes(role)).map((role) => (
          <li key={role}>{say(`people.role.${role}.says`)}</li>
        ))}
      </ul>
      {roles.length === 0 && <p class="field-error">{say('people.roles.none')}</p>}
      <div class="ways">
        <button
          class="button button-main"
          type="submit"
          aria-disabled={isSending || roles.length === 0 ? 'true' : undefined}
        >
          {say('people.roles.save')}
        </button>
        <button class="button button-quiet" type="button" onClick={props.onCancel}>
          {say('desk.cancel')}
        </button>
      </div>
    </form>
  );
};
