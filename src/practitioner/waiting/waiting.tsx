import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import './waiting.css';
import '../details/moments.css';
import type { MomentBody } from '../../contract/moment.ts';
import { onChange } from '../../device/changes.ts';
import type { StorageTrouble } from '../../device/database.ts';
import type { Phone } from '../../device/phone.ts';
import { Notice } from '../../ui/notice.tsx';
import { useReading } from '../../ui/use-reading.ts';
import { WordsOf } from '../../ui/words-of.tsx';
import { say as sayTrouble } from '../../words/trouble.ts';
import { say } from '../../words/waiting.ts';
import { troubleOf } from '../trouble-of.ts';
import { type Arranged, GROUPS, type Group, type Listed } from './arrange.ts';
import { Blocked } from './blocked.tsx';
import { HandIn } from './hand-in.tsx';
import { HonestLines, useSignal } from './honest-lines.tsx';
import { MomentCard } from './moment-card.tsx';
import { readWaiting, type WaitingRoom } from './read-waiting.ts';
import { SealedLine } from './sealed-line.tsx';
import { SignOut } from './sign-out.tsx';
import { TakenBack } from './taken-back.tsx';

/** Between what is still here and what is not stands what can be done about the first. */
const UNSENT = GROUPS.slice(0, GROUPS.indexOf('today'));
const SENT = GROUPS.slice(UNSENT.length);

/** How many moments stand in the list at first, and how many more each time. */
const PAGE = 50;
/** States also end by the clock: what was being sent when a page was killed waits again after 30 s. */
const LOOK_AGAIN_MS = 15_000;

/** The person's moments, each with its one true state, and nothing out of sight. */
export const Waiting = (props: {
  phone: Phone;
  nav?: ComponentChildren;
  /** Rejects when the endpoint could not be reached. */
  onSignOut?: () => Promise<void>;
}) => {
  const { phone } = props;
  const [failed, setFailed] = useState<StorageTrouble | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [shown, setShown] = useState(PAGE);
  const [opened, setOpened] = useState<{ momentId: string; group: Group } | null>(null);
  const [gone, setGone] = useState<MomentBody | null>(null);
  const hasSignal = useSignal();
  const room = useReading(
    onChange,
    async () => {
      const found = await readWaiting(phone);
      setFailed(null);
      return found;
    },
    [phone, attempt],
    { everyMs: LOOK_AGAIN_MS, onTrouble: (error) => setFailed(troubleOf(error)) },
  );

  const card = (name: Group, listed: Listed, { now, begun }: WaitingRoom) => (
    <MomentCard
      key={listed.momentId}
      phone={phone}
      listed={listed}
      now={now}
      isOpen={opened?.momentId === listed.momentId}
      isBegun={begun.has(listed.momentId)}
      onOpen={(isOpen) => setOpened(isOpen ? { momentId: listed.momentId, group: name } : null)}
      onGone={setGone}
    />
  );

  let left = shown;
  const group = (name: Group, all: WaitingRoom) => {
    const listed = under(name, all.arranged, opened);
    const first = listed.slice(0, left);
    left -= first.length;
    if (first.length === 0) return null;
    return (
      <section class="moments" key={name} aria-labelledby={`moments-${name}`}>
        <h2 class="moments-title" id={`moments-${name}`}>
          {say(`waiting.group-${name}`, { count: listed.length })}
        </h2>
        <ul class="moments-list">{first.map((one) => card(name, one, all))}</ul>
        {name === 'waiting' && <HonestLines phone={phone} room={all} hasSignal={hasSignal} />}
      </section>
    );
  };

  const total = room ? GROUPS.reduce((sum, name) => sum + room.arranged[name].length, 0) : 0;
  return (
    <div class="waiting">
      <header class="bar column">
        <h1>{say('waiting.title')}</h1>
        {!hasSignal && <p class="bar-status">{say('waiting.no-signal')}</p>}
      </header>
      <main class="waiting-main column" aria-busy={room === null && failed === null}>
        {failed && (
          <Notice tone="danger">
            <p>
              {say('waiting.trouble')} {sayTrouble(`trouble.${failed}`)}
            </p>
            <button type="button" class="button" onClick={() => setAttempt(attempt + 1)}>
              {say('waiting.again')}
            </button>
          </Notice>
        )}
        {room && room.others > 0 && (
          <p class="honest-line">{say('waiting.others', { count: room.others })}</p>
        )}
        <SealedLine />
        {room?.blockedBy && room.unsent > 0 && (
          <Blocked by={room.blockedBy} organisation={phone.identity.organisationName} />
        )}
        {room?.draft && <DraftCard words={room.draft} />}
        {room && UNSENT.map((name) => group(name, room))}
        {room && room.unsent + room.attention > 0 && (
          <HandIn phone={phone} label={say('hand-in.all')} />
        )}
        {room && SENT.map((name) => group(name, room))}
        {room && total > shown && (
          <button type="button" class="button button-wide" onClick={() => setShown(shown + PAGE)}>
            {say('waiting.more')}
          </button>
        )}
        {room && total === 0 && room.draft === '' && <Empty />}
        {room && props.onSignOut && <SignOut onSignOut={props.onSignOut} />}
      </main>
      <div class="below waiting-foot">
        {gone && <TakenBack phone={phone} body={gone} onClose={() => setGone(null)} />}
        {props.nav}
      </div>
    </div>
  );
};

/** What is open stays where it was opened: moved to another heading, its field would be drawn anew under the hands. */
const under = (
  name: Group,
  arranged: Arranged,
  opened: { momentId: string; group: Group } | null,
): Listed[] => {
  if (opened === null) return arranged[name];
  const isOpen = ({ momentId }: Listed): boolean => momentId === opened.momentId;
  const others = arranged[name].filter((listed) => !isOpen(listed));
  if (name !== opened.group) return others;
  const own = GROUPS.flatMap((group) => arranged[group].filter(isOpen));
  return [...others, ...own].sort((one, other) => other.savedAt - one.savedAt);
};

/** Words that are being written and are no moment yet. */
const DraftCard = ({ words }: { words: string }) => (
  <section class="card draft">
    <WordsOf words={words} />
    <div class="moment-foot">
      <span class="state">{say('state.draft')}</span>
      <a class="button" href="/new">
        {say('waiting.draft-open')}
      </a>
    </div>
  </section>
);

const Empty = () => (
  <section class="empty">
    <p class="words words-alone">{say('waiting.empty')}</p>
    <p>{say('waiting.empty-why')}</p>
    <a class="button button-main" href="/new">
      {say('waiting.write')}
    </a>
  </section>
);
