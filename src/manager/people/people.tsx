import '../desk.css';
import './people.css';
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Phone } from '../../device/phone.ts';
import { Mark } from '../../ui/mark.tsx';
import { useWayBack } from '../../ui/use-way-back.ts';
import { say } from '../../words/manager.ts';
import { ALERTS, Alerts } from '../alerts/alerts.tsx';
import { Audit } from '../audit/audit.tsx';
import { deskClient } from '../desk-client.ts';
import { YourPasskeys } from '../doors/your-passkeys.tsx';
import { HandIn } from '../hand-in/hand-in.tsx';
import { OFFERED, OfferedPage } from '../offered/offered.tsx';
import { OutAndIn } from '../out-and-in/out-and-in.tsx';
import { ProgrammePage } from '../programme/programme-page.tsx';
import { QuietLoading } from '../quiet-loading.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { useFresh } from '../use-fresh.ts';
import { useTitle } from '../use-title.ts';
import { HeldLong } from './held-long.tsx';
import { Invite } from './invite.tsx';
import { createPeopleDesk } from './people-desk.ts';
import { PersonCard } from './person-card.tsx';
import { Programmes } from './programmes.tsx';
import { Settings } from './settings.tsx';
import { ThisDevice } from './this-device.tsx';

interface Props {
  phone: Phone;
  nav?: ComponentChildren;
  /** Empty for everybody's page; `audit` and `tables` are pages of their own. */
  programmeId?: string;
  onSignOut: () => void | Promise<void>;
}

/** Everybody, or a page that stands below theirs: one programme's, alerts, what is asked. */
export const People = (props: Props) => {
  const { phone, nav, programmeId } = props;
  const { roles } = phone.identity;
  if (programmeId === ALERTS && roles.some((role) => role === 'manager' || role === 'lead')) {
    return <Alerts phone={phone} nav={nav} />;
  }
  if (!roles.includes('manager')) return <Yourself {...props} />;
  if (!programmeId) return <Everybody {...props} />;
  if (programmeId === 'audit') return <Audit phone={phone} nav={nav} />;
  if (programmeId === 'tables') return <OutAndIn phone={phone} nav={nav} />;
  if (programmeId === OFFERED) return <OfferedPage phone={phone} nav={nav} />;
  return <ProgrammePage phone={phone} nav={nav} programmeId={programmeId} />;
};

/** What is one's own, for whoever has a passkey and does not manage people. */
const Yourself = ({ phone, nav, onSignOut }: Props) => {
  useTitle(say('people.yourself'));
  return (
    <div class="desk">
      <div class="desk-foot">{nav}</div>
      <main class="desk-page people">
        <header class="bar desk-bar people-bar">
          <h1>{say('people.yourself')}</h1>
        </header>
        <div class="people-side yourself">
          <YourPasskeys now={phone.means().now} />
          {phone.identity.roles.includes('lead') && <Settings roles={phone.identity.roles} />}
          <ThisDevice identity={phone.identity} onSignOut={onSignOut} />
        </div>
      </main>
    </div>
  );
};

/** Who belongs to the organisation, on which devices, and its programmes. */
const Everybody = (props: Props) => {
  const { identity } = props.phone;
  const desk = useMemo(
    () => createPeopleDesk(deskClient((url, init) => fetch(url, init))),
    [props.phone],
  );
  useFresh(desk);
  useTitle(say('people.title'));

  const [isInviting, setInviting] = useState(false);
  const inviteButton = useWayBack(isInviting);

  const isAdministrator = identity.roles.includes('administrator');
  const { found, trouble } = desk.state.value;
  const { now } = props.phone.means();
  return (
    <div class="desk">
      <div class="desk-foot">{props.nav}</div>
      <main class="desk-page people">
        <header class="bar desk-bar people-bar">
          <h1>{say('people.title')}</h1>
          {found && isAdministrator && !isInviting && (
            <button
              class="button button-main"
              type="button"
              ref={inviteButton}
              onClick={() => setInviting(true)}
            >
              <Mark name="person-add" />
              {say('people.invite')}
            </button>
          )}
        </header>
        {trouble && (
          <TroubleNotice
            trouble={trouble}
            doing={found ? 'reading again' : 'reading'}
            onAgain={() => void desk.load()}
          />
        )}
        {!found && !trouble && <QuietLoading />}
        <div class="people-parts">
          <div class="people-main">
            {isInviting && <Invite desk={desk} now={now} onClose={() => setInviting(false)} />}
            {found && <HeldLong people={found.people} now={now} />}
            {found && (
              <ul class="people-list" aria-label={say('people.title')}>
                {found.people.map((person) => (
                  <PersonCard
                    key={person.personId}
                    desk={desk}
                    person={person}
                    ownRoles={identity.roles}
                    isSelf={person.personId === identity.personId}
                    now={now}
                  />
                ))}
              </ul>
            )}
          </div>
          {/* All at once: what came later would push away what a finger is on its way to. */}
          {(found ?? trouble) && (
            <div class="people-side">
              {found && (
                <Programmes desk={desk} programmes={found.programmes} mayAdd={isAdministrator} />
              )}
              <Settings roles={identity.roles} />
              {found && <HandIn client={desk.client} now={now} />}
              <YourPasskeys now={now} />
              <ThisDevice identity={identity} onSignOut={props.onSignOut} />
            </div>
          )}
        </div>
      </main>
    </div>
  );
};
