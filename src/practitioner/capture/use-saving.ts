import { useEffect, useRef, useState } from 'preact/hooks';
import type { MomentKind } from '../../contract/moment.ts';
import type { KeptMoment, OutboxDatabase, StorageTrouble } from '../../device/database.ts';
import { type Minted, keepMoment, mintMoment } from '../../device/outbox.ts';
import { madeRoom } from '../../device/room.ts';
import type { Phone } from '../../device/phone.ts';
import { troubleOf } from '../trouble-of.ts';
import type { DraftKeeper } from '../use-draft.ts';
import type { Session } from './use-session.ts';

/** What one tap on a kind asked to save. */
interface Asked {
  kind: MomentKind;
  words: string;
}

/** A save that failed. Asked for again it is the same moment: the phone may have kept it and not said so. */
interface Failed {
  trouble: StorageTrouble;
  /** What makes it the same. */
  said: string;
  words: string;
  minted: Minted;
}

interface Given {
  phone: Phone | null;
  session: Session | null;
  draft: DraftKeeper;
  onSaved: (moment: KeptMoment, words: string) => void;
  onNoProgramme: () => void;
}

/**
 * Saves what was asked as soon as it can be: the phone may still be opening, and the very first time a programme has to
 * be chosen. Nothing is asked twice.
 */
export const useSaving = ({ phone, session, draft, onSaved, onNoProgramme }: Given) => {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [failed, setFailed] = useState<Failed | null>(null);
  const isUnderWay = useRef(false);

  const save = async (
    own: Phone,
    { kind, words }: Asked,
    programmeId: string,
    group: string | null,
  ) => {
    const { personId } = own.identity;
    const means = own.means();
    const body = {
      words,
      kind,
      audience: 'team' as const,
      whose: 'theirs' as const,
      programmeId,
      group,
      about: null,
      stage: null,
      principles: [],
      saidAt: new Date(means.now).toISOString(),
    };
    const said = JSON.stringify([personId, kind, words, programmeId, group]);
    isUnderWay.current = true;
    draft.hold();
    const minted =
      failed?.said === said ? failed.minted : await mintMoment({ personId, body }, means);
    try {
      const moment = await keep(own.outbox, minted, await draft.row(), means.now);
      setFailed(null);
      onSaved(moment, words);
      draft.release(true);
    } catch (error) {
      setFailed({ trouble: troubleOf(error), said, words, minted });
      draft.release(false);
    }
    isUnderWay.current = false;
    setAsked(null);
  };

  useEffect(() => {
    if (asked === null || phone === null || session === null || isUnderWay.current) return;
    if (session.programme !== null) {
      void save(phone, asked, session.programme.programmeId, session.group);
    } else if (session.programmes.length === 0) {
      // It stands until a programme is known: the first pull may still be under way.
      onNoProgramme();
    }
  }, [asked, phone, session?.programme?.programmeId, session?.programmes.length]);

  return {
    failed,
    /** It was sent without being kept. */
    forget: (): void => setFailed(null),
    isAsked: asked !== null,
    /** The save waits for a programme to be chosen. */
    isProgrammeNeeded:
      asked !== null && session?.programme === null && session.programmes.length > 0,
    ask: (kind: MomentKind, words: string): void => {
      if (isUnderWay.current) return;
      const programme = session?.programme;
      if (asked === null && phone !== null && programme) {
        // At once: an effect comes only after the next drawing.
        void save(phone, { kind, words }, programme.programmeId, session.group);
        return;
      }
      const canChange = programme === null;
      setAsked((before) => (canChange ? null : before) ?? { kind, words });
    },
    giveUp: (): void => {
      if (!isUnderWay.current) setAsked(null);
    },
  };
};

/** Where there is no room, what was sent long ago makes some. */
const keep = async (
  outbox: OutboxDatabase,
  minted: Minted,
  draftId: string,
  now: number,
): Promise<KeptMoment> => {
  const once = (): Promise<KeptMoment> => keepMoment(outbox, minted, draftId, now);
  return await once().catch(async (error: unknown) => {
    if (await madeRoom(outbox, error)) return await once();
    throw error;
  });
};
