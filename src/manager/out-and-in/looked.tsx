import { useEffect, useRef, useState } from 'preact/hooks';
import { KindOf } from '../../ui/kind.tsx';
import { Notice } from '../../ui/notice.tsx';
import { WordsOf } from '../../ui/words-of.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/manager-table.ts';
import { dayInWords } from '../../words/time.ts';
import type { Fetch, Trouble } from '../endpoint.ts';
import { beginningOf } from '../inbox/beginning.ts';
import { QuietLoading } from '../quiet-loading.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import type { Mapping, Read } from './lines-of.ts';
import { type LineStatus, sendLines } from './send-lines.ts';

export interface Look extends Read {
  mapping: Mapping;
}

const FIRST = 3;
const PROBLEMS_SHOWN = 20;

type State =
  | { is: 'looking'; trouble: Trouble | null }
  | { is: 'looked'; fresh: Read['lines']; here: number }
  | { is: 'taking'; done: number }
  | { is: 'stuck'; statuses: LineStatus[]; trouble: Trouble }
  | { is: 'done'; statuses: LineStatus[] };

/** What would be taken in and what cannot be, line by line; then, with a tap, it is taken in. */
export const Looked = (props: {
  look: Look;
  fetch: Fetch;
  now: number;
  /** All of it is in. */
  onIn: () => void;
  onAgain: () => void;
}) => {
  const { look } = props;
  const [state, setState] = useState<State>({ is: 'looking', trouble: null });
  const isStopped = useRef(false);
  const fresh = useRef<Read['lines']>([]);
  const title = useRef<HTMLHeadingElement>(null);

  const trial = async (): Promise<void> => {
    setState({ is: 'looking', trouble: null });
    const { statuses, trouble } = await sendLines(props.fetch, look.lines, {
      isTrial: true,
      onProgress: () => {},
      isStopped: () => isStopped.current,
    });
    if (isStopped.current) return;
    if (trouble !== null) return setState({ is: 'looking', trouble });
    fresh.current = look.lines.filter((_, index) => statuses[index] === 'new');
    const here = statuses.filter((status) => status === 'here').length;
    setState({ is: 'looked', fresh: fresh.current, here });
  };
  useEffect(() => {
    isStopped.current = false;
    void trial();
    return () => {
      isStopped.current = true;
    };
  }, [look]);
  useEffect(() => {
    if (state.is === 'looked' || state.is === 'done') title.current?.focus();
  }, [state.is]);

  const take = async (before: LineStatus[]): Promise<void> => {
    setState({ is: 'taking', done: before.length });
    isStopped.current = false;
    const { statuses, trouble } = await sendLines(props.fetch, fresh.current, {
      isTrial: false,
      before,
      onProgress: (done) => setState({ is: 'taking', done }),
      isStopped: () => isStopped.current,
    });
    if (trouble !== null) return setState({ is: 'stuck', statuses, trouble });
    setState({ is: 'done', statuses });
    props.onIn();
  };

  const all = fresh.current.length;
  return (
    <div class="table-look">
      {state.is === 'looking' && state.trouble === null && <QuietLoading />}
      {state.is === 'looking' && state.trouble !== null && (
        <TroubleNotice trouble={state.trouble} doing="reading" onAgain={() => void trial()} />
      )}
      {state.is === 'looked' && (
        <>
          <h3 tabIndex={-1} ref={title}>
            {state.fresh.length > 0
              ? say('in.would.new', { count: state.fresh.length })
              : say('in.would.none')}
          </h3>
          {state.here > 0 && <p>{say('in.would.here', { count: state.here })}</p>}
          <FirstOnes lines={state.fresh} now={props.now} />
          <Problems problems={look.problems} />
          {state.fresh.length > 0 && (
            <button class="button button-main" type="button" onClick={() => void take([])}>
              {say('in.take', { count: state.fresh.length })}
            </button>
          )}
        </>
      )}
      {state.is === 'taking' && (
        <>
          <p role="status">{say('in.taking', { done: state.done, all })}</p>
          <button
            class="button"
            type="button"
            onClick={() => {
              isStopped.current = true;
            }}
          >
            {say('in.stop')}
          </button>
        </>
      )}
      {state.is === 'stuck' && (
        <>
          <p>{say('in.taking', { done: state.statuses.length, all })}</p>
          <TroubleNotice
            trouble={state.trouble}
            doing="changing"
            onAgain={() => void take(state.statuses)}
          />
        </>
      )}
      {state.is === 'done' && (
        <>
          <h3 tabIndex={-1} ref={title}>
            {say('in.done', {
              count: state.statuses.filter((status) => status === 'new').length,
            })}
          </h3>
          <p>{say(state.statuses.length < all ? 'in.done.stopped' : 'in.done.says')}</p>
          <Problems problems={look.problems} />
          <div class="ways">
            <a class="button button-main" href="/inbox">
              {say('in.inbox')}
            </a>
            <button class="button" type="button" onClick={props.onAgain}>
              {say('in.another')}
            </button>
          </div>
        </>
      )}
    </div>
  );
};

const FirstOnes = ({ lines, now }: { lines: Read['lines']; now: number }) =>
  lines.length === 0 ? null : (
    <ul class="table-first" aria-label={say('in.would.first')}>
      {lines.slice(0, FIRST).map(({ key, body }) => (
        <li key={key} class={`card card-kind card-${body.kind} table-card`}>
          <WordsOf words={beginningOf(body.words)} />
          <p class="moment-meta">
            <KindOf kind={body.kind} label={sayApp(`kind.${body.kind}`)} />
            <span class="moment-end">{dayInWords(body.saidAt, now)}</span>
            {body.group !== null && (
              <span class="moment-where">
                <bdi>{body.group}</bdi>
              </span>
            )}
          </p>
        </li>
      ))}
    </ul>
  );

const Problems = ({ problems }: { problems: Read['problems'] }) => {
  if (problems.length === 0) return null;
  const more = problems.length - PROBLEMS_SHOWN;
  return (
    <Notice tone="warning">
      <p>
        <strong>{say('in.problems', { count: problems.length })}</strong> {say('in.problems.says')}
      </p>
      <ul class="table-problems">
        {problems.slice(0, PROBLEMS_SHOWN).map(({ line, why }, index) => (
          <li key={index}>
            {say('in.problem', { line: String(line), why: say(`in.why.${why}`) })}
          </li>
        ))}
        {more > 0 && <li>{say('in.problems.more', { count: more })}</li>}
      </ul>
    </Notice>
  );
};
