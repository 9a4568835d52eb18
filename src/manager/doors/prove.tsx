import { render } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { OwnPasskeys } from '../../contract/passkey.ts';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/doors.ts';
import { canHavePasskeys, makePasskey, readOwnPasskeys, showPasskey } from './ceremony.ts';
import { isDeskClosed } from './closed.ts';
import { announceOpened } from './opened.ts';
import { inWords } from './passkey-words.ts';
import { useCeremony } from './use-ceremony.ts';
import './doors.css';

type Why = 'ask_again' | 'desk_closed';

let open: Promise<boolean> | null = null;

/** Asks the person at the desk to show once more who they are. Resolves with whether they did. */
export const provesAgain = (why: Why): Promise<boolean> =>
  (open ??= show(why).finally(() => (open = null)));

/** It stands above whatever screen asked, which need not know of it. */
const show = (why: Why): Promise<boolean> =>
  new Promise((resolve) => {
    const place = document.createElement('div');
    document.body.append(place);
    const end = (isProven: boolean): void => {
      render(null, place);
      place.remove();
      if (isProven) {
        isDeskClosed.value = false;
        announceOpened();
      }
      resolve(isProven);
    };
    render(<Prove why={why} onEnd={end} />, place);
  });

const Prove = (props: { why: Why; onEnd: (isProven: boolean) => void }) => {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [own, setOwn] = useState<OwnPasskeys | null>(null);
  const [unread, setUnread] = useState<string | null>(null);
  const { isBusy, error, attempt } = useCeremony();
  const said = error ?? unread;

  const read = async (): Promise<void> => {
    const answer = await readOwnPasskeys();
    setUnread(answer.ok ? null : inWords(answer.trouble));
    if (answer.ok) setOwn(answer.value);
  };
  useEffect(() => {
    dialog.current?.showModal();
    void read();
  }, []);

  const end = (isProven: boolean): void => {
    // The focus goes back to what asked.
    dialog.current?.close();
    props.onEnd(isProven);
  };
  const prove = (ceremony: typeof showPasskey) => () => void attempt(ceremony, () => end(true));
  return (
    <dialog
      class="prove"
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        end(false);
      }}
    >
      <h2 id={id}>{say(`prove.title.${props.why}`)}</h2>
      <p>{say(`prove.why.${props.why}`)}</p>
      {said !== null && (
        <Notice tone="danger">
          <p>{said}</p>
        </Notice>
      )}
      {own !== null && own.passkeys.length === 0 && <p>{withoutOne(own)}</p>}
      <div class="ways">
        {own !== null && own.passkeys.length > 0 && (
          <button
            class="button button-main"
            type="button"
            aria-disabled={isBusy ? 'true' : undefined}
            onClick={prove(showPasskey)}
          >
            <Mark name="key" />
            {say('prove.use')}
          </button>
        )}
        {own !== null && own.passkeys.length === 0 && mayMake(own) && (
          <button
            class="button button-main"
            type="button"
            aria-disabled={isBusy ? 'true' : undefined}
            onClick={prove(makePasskey)}
          >
            <Mark name="key" />
            {say('prove.make')}
          </button>
        )}
        <button class="button button-quiet" type="button" onClick={() => end(false)}>
          {say('prove.cancel')}
        </button>
      </div>
      <details>
        <summary>{say('prove.otherwise')}</summary>
        <p>{say('prove.otherwise.says')}</p>
      </details>
    </dialog>
  );
};

const mayMake = ({ canMake, publicUrl }: OwnPasskeys): boolean =>
  canMake && location.origin === publicUrl && canHavePasskeys();

const withoutOne = (own: OwnPasskeys): string => {
  if (mayMake(own)) return say('prove.none');
  if (own.canMake && location.origin !== own.publicUrl) {
    return say('prove.cannot.address', { address: own.publicUrl });
  }
  return say(own.canMake ? 'prove.cannot.browser' : 'prove.otherwise.says');
};
