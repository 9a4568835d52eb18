import '../desk.css';
import '../inbox/inbox.css';
import '../people/people.css';
import './programme.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Phone } from '../../device/phone.ts';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager-voice.ts';
import { deskClient } from '../desk-client.ts';
import { createDeskReading } from '../desk-reading.ts';
import { QuietLoading } from '../quiet-loading.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { useFresh } from '../use-fresh.ts';
import { useTitle } from '../use-title.ts';
import { Groups } from './groups.tsx';
import { KeepMonths } from './keep-months.tsx';
import { Lead } from './lead.tsx';
import { ProgrammeLink } from './programme-link.tsx';
import { Release } from './release.tsx';

/** One programme: how people speak to it without a name. */
export const ProgrammePage = (props: {
  phone: Phone;
  nav?: ComponentChildren;
  programmeId: string;
}) => {
  const { phone, programmeId } = props;
  const desk = useMemo(
    () =>
      createDeskReading(
        deskClient((url, init) => fetch(url, init)),
        (client) => client.voice(programmeId),
      ),
    [phone, programmeId],
  );
  useFresh(desk);
  const { found, trouble } = desk.state.value;
  useTitle(found?.programmeName ?? say('programme.back'));

  const [done, setDone] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // What asked for it may be gone from the page.
    if (done !== '') status.current?.focus();
  }, [done]);

  const parts = { desk, onDone: setDone };
  return (
    <div class="desk programme-desk">
      <div class="desk-foot">{props.nav}</div>
      <main class="desk-page people programme">
        <header class="bar desk-bar">
          <a class="button button-quiet programme-back" href="/people">
            <Mark name="back" />
            {say('programme.back')}
          </a>
        </header>
        {found && (
          <h1>
            <bdi>{found.programmeName}</bdi>
          </h1>
        )}
        <p>{say('programme.says')}</p>
        {!phone.identity.roles.includes('administrator') && (
          <p class="device-soft">{say('programme.by-administrators')}</p>
        )}
        <p class="desk-done" role="status" tabIndex={-1} ref={status} hidden={done === ''}>
          {done}
        </p>
        {trouble && (
          <TroubleNotice
            trouble={trouble}
            doing={found ? 'reading again' : 'reading'}
            onAgain={() => void desk.load()}
          />
        )}
        {!found && !trouble && <QuietLoading />}
        {found && (
          <>
            <Lead {...parts} voice={found} />
            <ProgrammeLink
              {...parts}
              voice={found}
              organisationName={phone.identity.organisationName}
            />
            <Release {...parts} voice={found} />
            <Groups client={desk.client} programmeId={programmeId} onDone={setDone} />
            <KeepMonths {...parts} voice={found} />
          </>
        )}
      </main>
    </div>
  );
};
