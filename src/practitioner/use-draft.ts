// Words are kept while they are typed: a killed tab loses at most the last second (S2).
import { useEffect, useRef } from 'preact/hooks';
import type { StorageTrouble } from '../device/database.ts';
import { type Claim, claimDraft, draftIdOf, keepDraft, takeUpDraft } from '../device/drafts.ts';
import type { Phone } from '../device/phone.ts';
import { troubleOf } from './trouble-of.ts';

/** From the first letter that is not kept, not from the last: steady typing must not put it off. */
const KEEP_AFTER_MS = 500;
/** What could not be kept is tried again by itself: the phone may have got room, or another tab was closed. */
const AGAIN_MS = 3_000;

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
  /** The row that a save ends, once what was in it was read. */
  row: () => Promise<string>;
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
  /** This tab's own row: asked for, and got. */
  let claim: Promise<Claim> | undefined;
  let row: Claim | undefined;
  let reading: Promise<unknown> = Promise.resolve();

  const claimFor = (phone: Phone): Promise<Claim> =>
    (claim ??= claimDraft(draftIdOf(phone.identity.personId, latest().momentId)));
  const write = (phone: Phone, words: string, { draftId }: Claim): Promise<void> =>
    keepDraft(phone.outbox, draftId, words, phone.means().now);
  const takeUp = (phone: Phone, own: Claim): Promise<string> =>
    takeUpDraft(phone.outbox, own, phone.identity.personId, latest().momentId, phone.means().now);

  const keepOn = (phone: Phone | null): Promise<void> | undefined => {
    clearTimeout(timer);
    timer = undefined;
    const { words, onTrouble } = latest();
    if (phone === null || isHeld || words === kept) return undefined;
    // Written before it was read, it would cover what was there.
    if (!isRead || row === undefined) {
      read();
      return undefined;
    }
    kept = words;
    isWriting = true;
    return write(phone, words, row)
      .then(
        () => onTrouble(null),
        (error: unknown) => {
          kept = undefined;
          failed(error);
        },
      )
      .finally(() => (isWriting = false));
  };
  const keep = (): void => void keepOn(latest().phone);
  const schedule = (afterMs = KEEP_AFTER_MS): void => {
    if (isOpen) timer ??= setTimeout(keep, afterMs);
  };
  const failed = (error: unknown): void => {
    latest().onTrouble(troubleOf(error));
    schedule(AGAIN_MS);
  };

  const read = (): void => {
    const { phone } = latest();
    if (phone === null) return;
    isOpen = true;
    const own = claimFor(phone);
    const taking = own.then(async (claimed) => {
      const draft = await takeUp(phone, claimed);
      if (!isOpen || isRead || claim !== own) return;
      isRead = true;
      row = claimed;
      kept = draft;
      latest().onTrouble(null);
      if (draft !== '') latest().onFound(draft);
      schedule();
    });
    reading = taking.catch(failed);
  };

  /** Left before the draft was even read: what was typed in that instant joins it. */
  const keepUnread = async (phone: Phone, own: Claim, words: string): Promise<void> =>
    await write(phone, joined(await takeUp(phone, own), words), own);

  return {
    keep,
    read,
    schedule: (): void => schedule(),
    /** This phone is left: another person, another moment, or the screen is gone. */
    settle: (phone: Phone): void => {
      const { words } = latest();
      const own = claim;
      const isUnread = !isRead && words !== '' && !isHeld;
      const keeping = isRead ? keepOn(phone) : undefined;
      void own
        ?.then(async (claimed) => {
          if (isUnread) await keepUnread(phone, claimed, words);
          await keeping;
        })
        // There is no screen left to say so on.
        .catch(() => undefined)
        .then(async () => (await own).letGo());
      claim = undefined;
      row = undefined;
      clearTimeout(timer);
      timer = undefined;
      isRead = false;
      isOpen = false;
    },
    keepNow: async (words: string): Promise<void> => {
      const { phone } = latest();
      if (phone !== null) await write(phone, words, await claimFor(phone));
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
    row: async (): Promise<string> => {
      await reading;
      return (await claimFor(latest().phone!)).draftId;
    },
  };
};
