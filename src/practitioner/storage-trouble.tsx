import { useState } from 'preact/hooks';
import type { StorageTrouble } from '../device/database.ts';
import type { Minted } from '../device/outbox.ts';
import type { Phone } from '../device/phone.ts';
import { Notice } from '../ui/notice.tsx';
import { saveFile } from '../ui/save-file.ts';
import { say } from '../words/trouble.ts';
import { SendDirectly } from './send-directly.tsx';

export { troubleOf } from './trouble-of.ts';

/** Ways on for words that cannot stay on this phone, or cannot leave it (S4, O6). */
export const WaysOut = ({ words }: { words: string }) => {
  const [copied, setCopied] = useState<'copied' | 'copy-failed' | null>(null);
  const copy = async (): Promise<void> => {
    try {
      // Not there without HTTPS, and a browser may refuse it.
      await navigator.clipboard.writeText(words);
      setCopied('copied');
    } catch {
      setCopied('copy-failed');
    }
  };
  return (
    <>
      <div class="ways">
        <button type="button" class="button" onClick={() => void copy()}>
          {say(copied === 'copied' ? 'trouble.copied' : 'trouble.copy')}
        </button>
        <button type="button" class="button" onClick={() => download(words)}>
          {say('trouble.download')}
        </button>
      </div>
      {copied === 'copy-failed' && <p role="alert">{say('trouble.copy-failed')}</p>}
    </>
  );
};

/**
 * The phone could not keep the words: the reason, and the ways that are left (S4). The words stay where they are.
 * `unsaved` is the moment that could not be saved: it can be sent from here.
 */
export const StorageTroubleNotice = (props: {
  trouble: StorageTrouble;
  words: string;
  phone?: Phone | null;
  unsaved?: Minted | null;
  onSent?: (minted: Minted, receivedAt: string) => void;
}) => {
  const { trouble, words, phone, unsaved, onSent } = props;
  return (
    <Notice tone="danger">
      <p>
        <strong>{say(words === '' ? 'trouble.cannot-keep' : 'trouble.not-saved')}</strong>{' '}
        {say(`trouble.${trouble}`)}
      </p>
      {phone && unsaved && onSent && words !== '' && (
        <SendDirectly
          key={unsaved.operation.operationId}
          phone={phone}
          minted={unsaved}
          onSent={onSent}
        />
      )}
      {onSent && !unsaved && words !== '' && <p>{say('trouble.tap-first')}</p>}
      {trouble === 'newer' && (
        <button type="button" class="button" onClick={() => void goOnInNewer(words)}>
          {say('trouble.take-newer')}
        </button>
      )}
      {words !== '' && <WaysOut words={words} />}
    </Notice>
  );
};

/** Loads the newer build. The words go along in the history of this tab, where the writing field finds them. */
const goOnInNewer = async (words: string): Promise<void> => {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  await registration?.update().catch(() => undefined);
  registration?.waiting?.postMessage({ type: 'SKIP_WAITING' });
  history.replaceState({ words }, '', '/new');
  location.reload();
};

const download = (words: string): void =>
  saveFile(new Blob([words], { type: 'text/plain;charset=utf-8' }), say('trouble.file'));
