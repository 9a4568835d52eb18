import '../desk.css';
import '../inbox/inbox.css';
import '../people/people.css';
import './out-and-in.css';
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Programme } from '../../contract/pull.ts';
import type { Phone } from '../../device/phone.ts';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager-table.ts';
import { deskClient } from '../desk-client.ts';
import type { Fetch, Trouble } from '../endpoint.ts';
import { filterOf } from '../inbox/filter.ts';
import { QuietLoading } from '../quiet-loading.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { useTitle } from '../use-title.ts';
import { BringIn } from './bring-in.tsx';
import { spreadsheets } from './spreadsheets.ts';
import { TakeOut } from './take-out.tsx';

/** Moments as a file, and a team's own table as moments. The address holds the inbox's filter. */
export const OutAndIn = (props: { phone: Phone; nav?: ComponentChildren }) => {
  const { query } = useLocation();
  const filter = filterOf(query);
  const ask = useMemo((): Fetch => (url, init) => fetch(url, init), []);
  const { programmes, trouble, load } = useProgrammes(ask);
  useTitle(say('table.title'));
  const { now } = props.phone.means();
  return (
    <div class="desk">
      <div class="desk-foot">{props.nav}</div>
      <main class="desk-page tables">
        <header class="bar desk-bar">
          <a class="button button-quiet reading-back" href="/people">
            <Mark name="back" />
            {say('table.back')}
          </a>
        </header>
        <h1>{say('table.title')}</h1>
        <TakeOut filter={filter} fetch={ask} spreadsheets={spreadsheets} now={now} />
        {trouble && <TroubleNotice trouble={trouble} doing="reading" onAgain={() => void load()} />}
        {!programmes && !trouble && <QuietLoading />}
        {programmes && (
          <BringIn programmes={programmes} fetch={ask} spreadsheets={spreadsheets} now={now} />
        )}
      </main>
    </div>
  );
};

const useProgrammes = (ask: Fetch) => {
  const [programmes, setProgrammes] = useState<readonly Programme[] | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const load = async (): Promise<void> => {
    const answer = await deskClient(ask).people();
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok) setProgrammes(answer.value.programmes);
  };
  useEffect(() => void load(), [ask]);
  return { programmes, trouble, load };
};
