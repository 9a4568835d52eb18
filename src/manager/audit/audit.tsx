import '../desk.css';
import './audit.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Phone } from '../../device/phone.ts';
import { Mark } from '../../ui/mark.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { say } from '../../words/manager-audit.ts';
import { apart } from '../../words/speech.ts';
import { deskClient } from '../desk-client.ts';
import type { Trouble } from '../endpoint.ts';
import { Pick } from '../pick.tsx';
import { QuietLoading } from '../quiet-loading.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { useFresh } from '../use-fresh.ts';
import { useTitle } from '../use-title.ts';
import { createAuditList } from './audit-list.ts';
import { AuditRowLine } from './audit-row.tsx';

interface Somebody {
  personId: string;
  name: string;
}

/** Who did what, in plain words (X3), for administrators. */
export const Audit = (props: { phone: Phone; nav?: ComponentChildren }) => {
  const [personId, setPersonId] = useState<string | null>(null);
  const list = useMemo(
    () => createAuditList((url, init) => fetch(url, init), personId),
    [props.phone, personId],
  );
  useFresh(list);
  useTitle(say('audit.title'));
  const people = usePeople(props.phone);
  const { rows, next, head, trouble } = list.listing.value;
  const { now } = props.phone.means();
  const rowsShown = useRef<HTMLOListElement>(null);

  const showMore = async (): Promise<void> => {
    const before = rows?.length ?? 0;
    if (!(await list.more())) return;
    // The button moved on: whoever pressed it goes on reading where the new rows begin.
    const first = rowsShown.current?.children[before];
    if (first instanceof HTMLElement) {
      first.tabIndex = -1;
      first.focus();
    }
  };

  return (
    <div class="desk">
      <div class="desk-foot">{props.nav}</div>
      <main class="desk-page audit">
        <header class="bar desk-bar">
          <a class="button button-quiet reading-back" href="/people">
            <Mark name="back" />
            {say('audit.back')}
          </a>
        </header>
        <h1>{say('audit.title')}</h1>
        <p>{say('audit.says')}</p>
        <Who people={people} chosen={personId} onChoose={setPersonId} />
        {trouble && (
          <TroubleNotice
            trouble={trouble}
            doing={rows ? 'reading again' : 'reading'}
            onAgain={() => void list.load()}
          />
        )}
        {!rows && !trouble && <QuietLoading />}
        {rows?.length === 0 && (
          <p class="desk-empty">{say(personId === null ? 'audit.empty' : 'audit.empty.person')}</p>
        )}
        {rows && rows.length > 0 && (
          <>
            <ol class="audit-rows" aria-label={say('audit.list')} ref={rowsShown}>
              {rows.map((row) => (
                <AuditRowLine key={row.position} row={row} now={now} />
              ))}
            </ol>
            {next !== null && (
              <button class="button" type="button" onClick={() => void showMore()}>
                {say('audit.more')}
              </button>
            )}
            <TakeOut file={list.file} now={now} />
          </>
        )}
        {head && (
          <details class="audit-end">
            <summary>{say('audit.end')}</summary>
            <p>{say('audit.end.says')}</p>
            <p class="audit-hash">
              <code dir="ltr">
                {head.position}:{head.hash}
              </code>
            </p>
            <p>{say('audit.end.then')}</p>
          </details>
        )}
      </main>
    </div>
  );
};

/** Everybody who is here still. Without an answer, the choice is left out: the rows say who it was. */
const usePeople = (phone: Phone): Somebody[] => {
  const [people, setPeople] = useState<Somebody[]>([]);
  useEffect(() => {
    void deskClient((url, init) => fetch(url, init))
      .people()
      .then((answer) => {
        if (answer.ok) setPeople(answer.value.people);
      });
  }, [phone]);
  return people;
};

const Who = (props: {
  people: readonly Somebody[];
  chosen: string | null;
  onChoose: (personId: string | null) => void;
}) =>
  props.people.length < 2 ? null : (
    <Pick
      label={say('audit.who')}
      value={props.chosen ?? ''}
      options={[
        ['', say('audit.who.all')],
        ...props.people.map(({ personId, name }) => [personId, apart(name)] as const),
      ]}
      onChoose={(personId) => props.onChoose(personId || null)}
    />
  );

const TakeOut = (props: { file: ReturnType<typeof createAuditList>['file']; now: number }) => {
  const [state, setState] = useState<'ready' | 'taking' | 'saved'>('ready');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const take = async (): Promise<void> => {
    if (state === 'taking') return;
    setState('taking');
    const answer = await props.file();
    setState(answer.ok ? 'saved' : 'ready');
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok) {
      saveFile(answer.value, `who-did-what-${new Date(props.now).toISOString().slice(0, 10)}.csv`);
    }
  };
  return (
    <div class="audit-take">
      {trouble && <TroubleNotice trouble={trouble} doing="reading" />}
      <button
        class="button"
        type="button"
        aria-disabled={state === 'taking' ? 'true' : undefined}
        onClick={() => void take()}
      >
        {say(state === 'taking' ? 'audit.taking' : 'audit.take')}
      </button>
      <p role="status">{state === 'saved' && say('audit.saved')}</p>
    </div>
  );
};
