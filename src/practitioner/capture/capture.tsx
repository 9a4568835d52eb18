// The screen that a phone opens on: two taps and the words. It is drawn in Node at build time, and this is laid over
// that drawing, so nothing here may touch the document while drawing.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import './capture.css';
import { WORDS_MAX } from '../../contract/limits.ts';
import type { MomentKind } from '../../contract/moment.ts';
import { onChange } from '../../device/changes.ts';
import type { StorageTrouble } from '../../device/database.ts';
import type { Phone } from '../../device/phone.ts';
import { type ShownMoment, findMoment, isUnsent, readStanding } from '../../device/standing.ts';
import { useReading } from '../../ui/use-reading.ts';
import { say } from '../../words/practitioner.ts';
import { troubleOf } from '../trouble-of.ts';
import { joined, useDraft } from '../use-draft.ts';
import { Kinds } from './kinds.tsx';
import { loadDetails, loadTrouble, useLater } from './later-parts.ts';
import { SavedCard } from './saved-card.tsx';
import { SessionButton } from './session-button.tsx';
import { Status } from './status.tsx';
import { useRoom } from './use-room.ts';
import { useSaved } from './use-saved.ts';
import { useSaving } from './use-saving.ts';
import { useSession } from './use-session.ts';
import { useWords } from './use-words.ts';
import { WritingField } from './writing-field.tsx';

/**
 * `phone` is null until its databases are open; what is typed and tapped before then is not lost. `typed` is what stood
 * in the field when the script had loaded, and counts for the first drawing only. `trouble` says that this phone cannot
 * be opened. `onBusy` hears whether there are words, an open card or a save that must not be disturbed.
 */
export const Capture = (props: {
  phone: Phone | null;
  typed: string;
  trouble?: StorageTrouble | null;
  nav?: ComponentChildren;
  onBusy?: (busy: boolean) => void;
}) => {
  const { phone, onBusy } = props;
  const [problem, setProblem] = useState<'empty' | 'too-long' | 'no-programme' | 'not-here' | null>(
    null,
  );
  const [draftTrouble, setDraftTrouble] = useState<StorageTrouble | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const [aloud, setAloud] = useState('');
  const page = useRef<HTMLDivElement>(null);
  const { field, words, setWords, put } = useWords(props.typed, phone === null);
  const focusField = (): void => field.current?.focus({ preventScroll: true });

  const isShort = useRoom(page, field);
  const onTrouble = (error: unknown): void => setDraftTrouble(troubleOf(error));
  const { session, choose } = useSession(phone);
  const card = useSaved(phone);
  const { saved } = card;
  const stands = useReading(
    onChange,
    async () => phone && (await readWith(phone, saved?.momentId)),
    [phone, saved?.momentId],
    { onTrouble },
  );
  const draft = useDraft({
    phone,
    words,
    onFound: (found) => put((typed) => joined(found, typed)),
    onTrouble: setDraftTrouble,
  });
  /** Only what was saved or sent leaves the field; what was typed since the tap stays. */
  const takeOut = (said: string): void => {
    setProblem(null);
    put((now) => (now.startsWith(said) ? now.slice(said.length).trimStart() : now));
  };
  const saving = useSaving({
    phone,
    session,
    draft,
    onSaved: ({ momentId, body }, said) => {
      takeOut(said);
      card.close();
      if (body !== null) card.show({ momentId, body });
      setAloud(say('capture.saved-aloud'));
      focusField();
    },
    onNoProgramme: () => setProblem('no-programme'),
  });

  const needsSheet = isChoosing || saving.isProgrammeNeeded;
  const parts = useLater(loadDetails, words !== '', needsSheet, () => {
    if (needsSheet) setProblem('not-here');
  });
  const isBusy = words !== '' || card.saved !== null || saving.isAsked;
  useEffect(() => onBusy?.(isBusy), [isBusy]);
  useEffect(() => {
    if (document.activeElement === document.body) focusField();
  }, []);

  const isNavHidden = isShort && isFocused;
  useLayoutEffect(() => {
    // The ways on take room from the card when they come back: what has the focus in it stays in view.
    page.current?.querySelector('.capture-above :focus')?.scrollIntoView({ block: 'nearest' });
  }, [isNavHidden]);

  const personId = phone?.identity.personId;
  const writer = useRef(personId);
  useEffect(() => {
    // Somebody else signed in here: these words were kept as the draft of the one before.
    if (writer.current !== undefined && personId !== undefined && writer.current !== personId) {
      card.close();
      saving.giveUp();
      put(() => '');
    }
    writer.current = personId ?? writer.current;
  }, [personId]);

  const onTap = (kind: MomentKind): void => {
    const typed = field.current?.value ?? '';
    if (typed.trim() === '') setProblem('empty');
    else if (typed.length > WORDS_MAX) setProblem('too-long');
    else return saving.ask(kind, typed);
    focusField();
  };

  const onInput = (typed: string): void => {
    setWords(typed);
    setAloud('');
    // Other words than those that were to be saved.
    if (problem === 'no-programme') saving.giveUp();
    setProblem((before) => (before === 'too-long' && typed.length > WORDS_MAX ? before : null));
    // The next words are being written: the card has done its work.
    if (typed !== '') card.close();
  };

  const onUndo = async (): Promise<void> => {
    const said = card.saved?.body.words ?? '';
    draft.hold();
    try {
      // First the draft, then the moment: whatever happens in between, the words are somewhere.
      await draft.keepNow(joined(said, field.current?.value ?? ''));
      const isRemovalDue = await card.undo();
      put((typed) => joined(said, typed));
      setAloud(say(isRemovalDue ? 'capture.undone-later' : 'capture.undone'));
      focusField();
    } catch (error) {
      onTrouble(error);
    } finally {
      draft.release(false);
    }
  };

  const trouble = saving.failed?.trouble ?? draftTrouble ?? props.trouble ?? null;
  const troubleParts = useLater(loadTrouble, false, trouble !== null, () => undefined);
  const unsaved = saving.failed?.words === words ? saving.failed.minted : null;
  useEffect(() => {
    if (trouble !== null) scrollTo(0, 0);
  }, [trouble]);
  const tooMany = words.length - WORDS_MAX;
  const error = problem && say(`capture.${problem}`, { count: tooMany });
  // The session may have moved on to another programme since this was saved.
  const programmeId = session?.programme?.programmeId;
  const isOfSession = saved?.body.programmeId === programmeId;
  const shown = stands?.shown?.momentId === saved?.momentId ? stands?.shown : undefined;
  return (
    <div class={classOf({ isShort, isTroubled: trouble !== null })} ref={page}>
      <header class="bar column">
        <SessionButton session={session} onClick={() => setChoosing(true)} />
        <Status standing={stands} />
      </header>
      <main class="capture-main column">
        <div class="capture-above">
          {troubleParts ? (
            <troubleParts.Trouble
              {...{ trouble, words, phone, unsaved }}
              onSent={() => {
                takeOut(words);
                saving.forget();
              }}
            />
          ) : (
            trouble && <p role="alert">{say('capture.not-kept')}</p>
          )}
          {saved && phone && (
            <SavedCard
              key={saved.momentId}
              body={saved.body}
              state={
                shown &&
                hasLeft(shown) &&
                parts && (
                  <parts.StateOf
                    moment={shown}
                    organisation={phone.identity.organisationName}
                    now={phone.means().now}
                  />
                )
              }
              onUndo={() => void onUndo()}
            >
              {parts && (
                <parts.SavedDetails
                  phone={phone}
                  body={saved.body}
                  kept={shown}
                  groups={(isOfSession && session?.groups) || []}
                  isNotKept={card.isNotKept}
                  onChange={(change) => {
                    card.change(change);
                    if (isOfSession && programmeId && change.group !== undefined) {
                      choose(programmeId, change.group);
                    }
                  }}
                  onDone={() => {
                    card.close();
                    focusField();
                  }}
                />
              )}
            </SavedCard>
          )}
        </div>
        <WritingField
          phone={phone}
          field={field}
          error={error}
          onInput={onInput}
          onFocus={setFocused}
        />
        {(saved === null || words !== '') && <Kinds onTap={onTap} />}
        <p class="unseen-label" role="status">
          {aloud}
        </p>
      </main>
      <div class="below" hidden={isNavHidden}>
        {props.nav}
      </div>
      {parts && phone && session && needsSheet && (
        <parts.SessionSheet
          phone={phone}
          session={session}
          isAsked={saving.isAsked}
          onChoose={(chosenId, group) => {
            choose(chosenId, group);
            if (saving.isAsked) setChoosing(false);
          }}
          onClose={() => {
            setChoosing(false);
            saving.giveUp();
            focusField();
          }}
        />
      )}
    </div>
  );
};

const readWith = async ({ outbox, identity, means }: Phone, momentId: string | undefined) => {
  const [standing, shown] = await Promise.all([
    readStanding(outbox, identity.personId),
    momentId === undefined ? undefined : findMoment(outbox, momentId, means().now),
  ]);
  return { ...standing, shown };
};

/** "Saved on this phone" is no longer the whole truth. */
const hasLeft = (moment: ShownMoment): boolean => moment.state === 'sending' || !isUnsent(moment);

const classOf = (is: { isShort: boolean; isTroubled: boolean }): string =>
  ['capture', is.isShort && 'capture-short', is.isTroubled && 'capture-troubled']
    .filter(Boolean)
    .join(' ');
