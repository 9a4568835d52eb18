// Words are kept while they are typed: a killed tab loses at most the last second (S2).
import { useEffect, useRef } from 'preact/hooks';
import type { StorageTrouble } from '../device/database.ts';
import { draftIdOf, keepDraft, readDraft } from '../device/drafts.ts';
import type { Phone } from '../device/phone.ts';
import { troubleOf } from './storage-trouble.tsx';

/** From the first letter that is not kept, not from the last: steady typing must not put it off. */
const KEEP_AFTER_MS = 500;

interface Given {
  phone: Phone | null;
  /** Of the moment that is being changed; none for a new one. */
  momentId?: string;
  words: string;
  /** There was a draft from before. */
  onFound: (draft: string) => void;
  /** Null once keeping works again. */
  onTrouble: (trouble: StorageTrouble | null) => void;
}

export interface DraftKeeper {
  /** Keeps these words now, whatever stands in the field. Throws StorageError. */
  keepNow: (words: string) => Promise<void>;
  /** A save is under way, whose transaction ends the draft: nothing is kept until `release`. */
  hold: () => void;
  release: (isSaved: boolean) => void;
}

/** What was typed while the draft was still being read comes after it; what is the same already is not doubled. */
export const joined = (draft: string, typed: string): string => {
  if (typed.startsWith(draft)) return typed;
  return typed === '' ? draft : `${draft}\n${typed}`;
};

/** Reads the draft when the phone is there, and keeps what is typed from then on. */
export const useDraft = (given: Given): DraftKeeper => {
  const latest = useRef(given);
  latest.current = given;
  const keeper = useRef<ReturnType<typeof draftKeeper> | null>(null);
  keeper.current ??= draftKeeper(() => latest.current);
  const { keep, read, schedule, settle, ...own } = keeper.current;
  const { phone, momentId, words } = given;

  useEffect(() => {
    if (phone === null) return undefined;
    const onHidden = (): void => {
      if (document.visibilityState === 'hidden') keep();
    };
    read();
    document.addEventListener('visibilitychange', onHidden);
    addEventListener('pagehide', keep);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      removeEventListener('pagehide', keep);
      settle(phone);
    };
  }, [phone, momentId]);
  useEffect(schedule, [words]);
  return own;
};

const draftKeeper = (latest: () => Given) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What the phone holds; undefined where that is not known. */
  let kept: string | undefined;
  let isRead = false;
  let isWriting = false;
  let isHeld = false;
  let isDoubtful = false;
  /** Somebody is looking at the field. */
  let isOpen = false;

  const write = (phone: Phone, words: string): Promise<void> =>
    keepDraft(
      phone.outbox,
      draftIdOf(phone.identity.personId, latest().momentId),
      words,
      phone.means().now,
    );

  const keepOn = (phone: Phone | null): void => {
    clearTimeout(timer);
    timer = undefined;
    const { words, onTrouble } = latest();
    if (phone === null || isHeld || words === kept) return;
    // Written before it was read, it would cover what was there.
    if (!isRead) return read();
    kept = words;
    isWriting = true;
    void write(phone, words)
      .then(
        () => onTrouble(null),
        (error: unknown) => {
          kept = undefined;
          onTrouble(troubleOf(error));
        },
      )
      .finally(() => (isWriting = false));
  };
  const keep = (): void => keepOn(latest().phone);
  const schedule = (): void => {
    if (isOpen) timer ??= setTimeout(keep, KEEP_AFTER_MS);
  };

  const read = (): void => {
    const { phone, momentId, onTrouble } = latest();
    if (phone === null) return;
    isOpen = true;
    readDraft(phone.outbox, draftIdOf(phone.identity.personId, momentId)).then(
      (draft) => {
        if (!isOpen || isRead || latest().phone !== phone) return;
        isRead = true;
        kept = draft;
        if (draft !== '') latest().onFound(draft);
        schedule();
      },
      (error: unknown) => onTrouble(troubleOf(error)),
    );
  };

  /** Left before the draft was even read: what was typed in that instant joins it. */
  const keepUnread = (phone: Phone): void => {
    const { words, momentId } = latest();
    if (words === '' || isHeld) return;
    void readDraft(phone.outbox, draftIdOf(phone.identity.personId, momentId))
      .then((draft) => write(phone, joined(draft, words)))
      // There is no screen left to say so on.
      .catch(() => undefined);
  };

  return {
    keep,
    read,
    schedule,
    /** This phone is left: another person, another moment, or the screen is gone. */
    settle: (phone: Phone): void => {
      if (isRead) keepOn(phone);
      else keepUnread(phone);
      clearTimeout(timer);
      timer = undefined;
      isRead = false;
      isOpen = false;
    },
    keepNow: async (words: string): Promise<void> => {
      const { phone } = latest();
      if (phone !== null) await write(phone, words);
      kept = words;
    },
    hold: (): void => {
      isHeld = true;
      // It may end after the save, and would then bring back a draft of what is saved.
      isDoubtful = isWriting;
    },
    release: (isSaved: boolean): void => {
      isHeld = false;
      if (isSaved) kept = isDoubtful ? undefined : '';
      schedule();
    },
  };
};
