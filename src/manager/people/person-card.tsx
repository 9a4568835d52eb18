import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskPerson, InvitationMade } from '../../contract/desk.ts';
import type { Role } from '../../contract/pull.ts';
import { mayLetIn } from '../../domain/roles.ts';
import { Mark } from '../../ui/mark.tsx';
import { useWayBack } from '../../ui/use-way-back.ts';
import { say } from '../../words/manager.ts';
import { clockTime, dayInWords } from '../../words/time.ts';
import { Confirm } from '../confirm.tsx';
import type { Trouble } from '../desk-client.ts';
import { TroubleNotice } from '../trouble-notice.tsx';
import { DeviceRow } from './device-row.tsx';
import { firstSignInOf, isOfNow } from './device-words.ts';
import { Invitation } from './invitation.tsx';
import type { PeopleDesk } from './people-desk.ts';
import { PersonRoles } from './person-roles.tsx';

/** One person: what they may do, the devices they are signed in on, and a new link for them. */
export const PersonCard = (props: {
  desk: PeopleDesk;
  person: DeskPerson;
  /** The roles of whoever looks: nobody makes a link for more than they are themselves. */
  ownRoles: readonly Role[];
  isSelf: boolean;
  now: number;
}) => {
  const { desk, person, now } = props;
  const [made, setMade] = useState<InvitationMade | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [done, setDone] = useState('');
  const [changing, setChanging] = useState<'roles' | 'remove' | null>(null);
  const renewButton = useWayBack(made !== null);
  const rolesButton = useWayBack(changing === 'roles');
  const removeButton = useWayBack(changing === 'remove');
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // What asked for it may be gone from the page.
    if (done !== '') status.current?.focus();
  }, [done]);

  const renew = async (): Promise<void> => {
    const answer = await desk.act((client) => client.renew(person.personId));
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok) setMade(answer.value);
  };

  const remove = () => desk.act((client) => client.removePerson(person.personId));
  const isAdministrator = props.ownRoles.includes('administrator');
  const unsent = person.sessions.reduce((sum, { pendingCount }) => sum + pendingCount, 0);

  const ofNow = person.sessions.filter(isOfNow);
  const earlier = person.sessions.filter((session) => !isOfNow(session));
  const row = (session: DeskPerson['sessions'][number]) => (
    <DeviceRow
      key={session.sessionId}
      desk={desk}
      session={session}
      name={person.name}
      firstSignIn={firstSignInOf(person)}
      now={now}
      onDone={setDone}
    />
  );

  return (
    <li class="card person">
      <div class="person-head">
        <div>
          <h2>
            <bdi>{person.name}</bdi>
          </h2>
          <p class="device-soft">
            {props.isSelf && `${say('people.you')} · `}
            {person.roles.map((role) => say(`people.role.${role}`)).join(', ')}
            {isAdministrator &&
              person.passkeys === 0 &&
              person.roles.includes('manager') &&
              ` · ${say('people.passkeys.none')}`}
          </p>
        </div>
        {made === null && mayLetIn(props.ownRoles, person.roles) && (
          <button
            class="button"
            type="button"
            ref={renewButton}
            aria-label={say('people.renew.for', { name: person.name })}
            onClick={() => void renew()}
          >
            <Mark name="key" />
            {say('people.renew')}
          </button>
        )}
      </div>
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      {made !== null && (
        <Invitation name={person.name} made={made} now={now} onDone={() => setMade(null)} />
      )}
      {made === null && person.invitedUntil !== null && (
        <p class="device-soft">
          {say('people.invited', {
            day: dayInWords(person.invitedUntil, now),
            time: clockTime(person.invitedUntil),
          })}
        </p>
      )}
      <p class="person-done" role="status" tabIndex={-1} ref={status} hidden={done === ''}>
        {done}
      </p>
      {ofNow.length > 0 ? (
        <ul class="devices">{ofNow.map(row)}</ul>
      ) : (
        <p class="device-soft">
          {say(person.invitedUntil === null ? 'people.no-device.renew' : 'people.no-device')}
        </p>
      )}
      {earlier.length > 0 && (
        <details class="person-earlier">
          <summary>{say('people.device.earlier', { count: earlier.length })}</summary>
          <ul class="devices">{earlier.map(row)}</ul>
        </details>
      )}
      {isAdministrator && changing === null && (
        <div class="ways">
          <button
            class="button"
            type="button"
            ref={rolesButton}
            aria-label={say('people.roles.change.named', { name: person.name })}
            onClick={() => setChanging('roles')}
          >
            {say('people.roles.change')}
          </button>
          {!props.isSelf && (
            <button
              class="button"
              type="button"
              ref={removeButton}
              aria-label={say('people.remove.named', { name: person.name })}
              onClick={() => setChanging('remove')}
            >
              {say('people.remove')}
            </button>
          )}
        </div>
      )}
      {changing === 'roles' && (
        <PersonRoles
          desk={desk}
          person={person}
          onDone={() => {
            setChanging(null);
            setDone(say('people.roles.done', { name: person.name }));
          }}
          onCancel={() => setChanging(null)}
        />
      )}
      {changing === 'remove' && (
        <Confirm
          title={say('people.remove.title', { name: person.name })}
          confirm={say('people.remove.confirm')}
          onConfirm={remove}
          onCancel={() => setChanging(null)}
        >
          {unsent > 0 && (
            <p class="confirm-loss">{say('people.remove.pending', { count: unsent })}</p>
          )}
          <p>{say('people.remove.says')}</p>
        </Confirm>
      )}
    </li>
  );
};
