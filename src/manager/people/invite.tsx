import { useState } from 'preact/hooks';
import type { InvitationMade } from '../../contract/desk.ts';
import type { Role } from '../../contract/pull.ts';
import { Chips } from '../../ui/chips.tsx';
import { say } from '../../words/manager.ts';
import { AskName } from './ask-name.tsx';
import { Invitation } from './invitation.tsx';
import type { PeopleDesk } from './people-desk.ts';

const INVITED = ['practitioner', 'manager', 'lead', 'board'] as const satisfies Role[];
type InvitedRole = (typeof INVITED)[number];

/** Invites somebody new: their name and what they will do, then the link. */
export const Invite = (props: { desk: PeopleDesk; now: number; onClose: () => void }) => {
  const [role, setRole] = useState<InvitedRole>('practitioner');
  const [made, setMade] = useState<{ name: string; made: InvitationMade } | null>(null);
  if (made !== null) return <Invitation {...made} now={props.now} onDone={props.onClose} />;

  const send = async (name: string) => {
    const answer = await props.desk.act((client) => client.invite(name, role));
    if (answer.ok) setMade({ name, made: answer.value });
    return answer;
  };
  return (
    <AskName
      title={say('people.invite.title')}
      label={say('people.invite.name')}
      hint={say('people.invite.name.hint')}
      missing={say('people.invite.name.missing')}
      confirm={say('people.invite.make')}
      onSend={send}
      onCancel={props.onClose}
    >
      <Chips<InvitedRole>
        legend={say('people.invite.role')}
        name="invited-role"
        options={INVITED.map((value) => ({ value, label: say(`people.invite.role.${value}`) }))}
        value={role}
        onChoose={setRole}
      />
      {role !== 'practitioner' && <p class="field-hint">{say(`people.role.${role}.says`)}</p>}
    </AskName>
  );
};
