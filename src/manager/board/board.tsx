import '../desk.css';
import '../inbox/inbox.css';
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { type BoardMoment, boardPage } from '../../contract/board.ts';
import type { Phone } from '../../device/phone.ts';
import { KindOf } from '../../ui/kind.tsx';
import { WordsOf } from '../../ui/words-of.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/board.ts';
import { monthInWords } from '../../words/time.ts';
import { ask } from '../asking.ts';
import type { Trouble } from '../endpoint.ts';
import { QuietLoading } from '../quiet-loading.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { useFresh } from '../use-fresh.ts';
import { useTitle } from '../use-title.ts';

interface Read {
  moments: BoardMoment[];
  next: string | null;
}

/** What a board member reads: words within their audience, and nothing of who said or kept them. */
export const Board = (props: { phone: Phone; nav?: ComponentChildren }) => {
  const [read, setRead] = useState<Read | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const readOn = async (after: string | null, before: BoardMoment[]): Promise<void> => {
    const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
    const path = `/v1/board/moments${query}`;
    const answer = await ask((url, init) => fetch(url, init), path, null, boardPage);
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok) {
      setRead({ moments: [...before, ...answer.value.moments], next: answer.value.next });
    }
  };
  const load = (): Promise<void> => readOn(null, []);
  const reading = useMemo(() => ({ load }), [props.phone]);
  useFresh(reading);
  useTitle(say('board.title'));

  return (
    <div class="desk">
      <div class="desk-foot">{props.nav}</div>
      <main class="desk-page board">
        <h1>{say('board.title')}</h1>
        <p>{say('board.says')}</p>
        {trouble && (
          <TroubleNotice
            trouble={trouble}
            doing={read ? 'reading again' : 'reading'}
            onAgain={() => void load()}
          />
        )}
        {read === null && !trouble && <QuietLoading />}
        {read?.moments.length === 0 && <p class="desk-empty">{say('board.empty')}</p>}
        {read !== null && read.moments.length > 0 && (
          <ol class="moment-list" aria-label={say('board.list')}>
            {read.moments.map((moment) => (
              <li key={moment.momentId}>
                <article class={`card card-kind card-${moment.kind} moment-card`}>
                  <WordsOf words={moment.words} />
                  <p class="moment-meta">
                    <KindOf kind={moment.kind} label={sayApp(`kind.${moment.kind}`)} />
                    <span class="moment-end">
                      {say('board.in', { month: monthInWords(moment.month) })}
                    </span>
                    <span class="moment-where">
                      <bdi>{moment.programmeName}</bdi>
                    </span>
                  </p>
                </article>
              </li>
            ))}
          </ol>
        )}
        {read !== null && read.next !== null && (
          <button
            class="button button-wide"
            type="button"
            onClick={() => void readOn(read.next, read.moments)}
          >
            {say('board.more')}
          </button>
        )}
      </main>
    </div>
  );
};
