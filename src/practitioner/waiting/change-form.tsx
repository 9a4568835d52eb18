import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { WORDS_MAX } from '../../contract/limits.ts';
import type { MomentBody } from '../../contract/moment.ts';
import type { StorageTrouble } from '../../device/database.ts';
import { keepDraft } from '../../device/drafts.ts';
import { type Minted, changeMoment, mintMoment } from '../../device/outbox.ts';
import { keepAsNew } from '../../device/repair.ts';
import type { Phone } from '../../device/phone.ts';
import { say } from '../../words/waiting.ts';
import { say as sayCapture } from '../../words/practitioner.ts';
import { AtRisk } from '../details/at-risk.tsx';
import { DetailChips } from '../details/chips.tsx';
import { StorageTroubleNotice, troubleOf, WaysOut } from '../storage-trouble.tsx';
import { joined, useDraft } from '../use-draft.ts';
import { isAboutProgramme } from './attention.ts';
import { ProgrammeChips, RepairWays } from './repair.tsx';
import { TakeBack } from './take-back.tsx';

/** A saved moment, open to be changed or taken back. What is typed is kept as its draft until it is saved. */
export const ChangeForm = (props: {
  phone: Phone;
  momentId: string;
  body: MomentBody;
  /** Why the endpoint refused it, where it did. */
  attention: string | undefined;
  mayBeRead: boolean;
  onClose: () => void;
  onGone: (body: MomentBody) => void;
}) => {
  const { phone, momentId, attention } = props;
  const { personId } = phone.identity;
  const [body, setBody] = useState(props.body);
  const [problem, setProblem] = useState<'empty' | 'too-long' | null>(null);
  const [trouble, setTrouble] = useState<StorageTrouble | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const asNew = useRef<{ said: string; minted: Minted } | null>(null);
  const id = useId();
  // Words that are as they were need no draft.
  const draft = useDraft({
    phone,
    momentId,
    words: body.words === props.body.words ? '' : body.words,
    // By the words, not by the object: the list is read again all the time, and each reading makes new ones.
    onFound: (found) =>
      setBody((now) => ({
        ...now,
        words: now.words === props.body.words ? found : joined(found, now.words),
      })),
    onTrouble: setTrouble,
  });
  useEffect(() => field.current?.focus(), []);
  const change = (part: Partial<MomentBody>): void => setBody((now) => ({ ...now, ...part }));

  const save = async (keep: (draftId: string) => Promise<unknown>): Promise<void> => {
    if (body.words.trim() === '') setProblem('empty');
    else if (body.words.length > WORDS_MAX) setProblem('too-long');
    else {
      draft.hold();
      try {
        await keep(await draft.row());
        phone.sendNow();
        return props.onClose();
      } catch (error) {
        draft.release(false);
        return setTrouble(troubleOf(error));
      }
    }
    field.current?.focus();
  };

  const saveChange = async (draftId: string) => {
    const what = { momentId, body, draftId };
    // Taken back in another tab: the words stay a draft, which comes back where a new moment is written.
    if (!(await changeMoment(phone.outbox, what, phone.means()))) await draft.keepNow(body.words);
  };
  const saveNew = async (draftId: string) => {
    const said = JSON.stringify(body);
    // Asked for again it is the same one: the phone may have kept it and not said so.
    const minted =
      asNew.current?.said === said
        ? asNew.current.minted
        : await mintMoment({ personId, body }, phone.means());
    asNew.current = { said, minted };
    return await keepAsNew(phone.outbox, { momentId, draftId }, minted);
  };

  const leave = (): void => {
    draft.hold();
    void draft
      .row()
      .then((draftId) => keepDraft(phone.outbox, draftId, '', phone.means().now))
      .then(props.onClose, props.onClose);
  };

  const error =
    problem && sayCapture(`capture.${problem}`, { count: body.words.length - WORDS_MAX });
  return (
    <form
      class="change"
      onSubmit={(event) => {
        event.preventDefault();
        void save(saveChange);
      }}
    >
      <div class="field">
        <label class="field-label" for={id}>
          {say('moment.words')}
        </label>
        {error && (
          <p class="field-error" id={`${id}-error`} role="alert">
            {error}
          </p>
        )}
        <textarea
          class="field-input words change-words"
          id={id}
          ref={field}
          dir="auto"
          rows={4}
          value={body.words}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onInput={(event) => {
            change({ words: event.currentTarget.value });
            setProblem(null);
          }}
        />
      </div>
      {attention !== undefined && isAboutProgramme(attention) && (
        <ProgrammeChips
          phone={phone}
          name={momentId}
          programmeId={body.programmeId}
          onChoose={(programmeId) => change({ programmeId })}
        />
      )}
      <DetailChips part="kind" name={momentId} body={body} onChange={change} />
      <DetailChips part="audience" name={momentId} body={body} onChange={change} />
      <AtRisk body={body} kept={props} onChange={change} />
      {trouble && <StorageTroubleNotice trouble={trouble} words={body.words} />}
      <div class="ways">
        <button type="submit" class="button button-main">
          {say(attention === undefined ? 'moment.save' : 'repair.save')}
        </button>
        <button type="button" class="button" onClick={leave}>
          {say('moment.close')}
        </button>
        {attention !== undefined && (
          <button type="button" class="button" onClick={() => void save(saveNew)}>
            {say('repair.as-new')}
          </button>
        )}
      </div>
      {attention !== undefined && (
        <>
          {trouble === null && <WaysOut words={body.words} />}
          <RepairWays {...props} hold={draft.hold} onTrouble={setTrouble} />
        </>
      )}
      <TakeBack {...props} hold={draft.hold} onTrouble={setTrouble} />
    </form>
  );
};
