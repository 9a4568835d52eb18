import { useState } from 'preact/hooks';
import { StorageError, type StorageTrouble } from '../device/database.ts';
import { Notice } from '../ui/notice.tsx';
import { saveFile } from '../ui/save-file.ts';
import { say } from '../words/practitioner.ts';

/** Why the phone could not keep something. What nobody foresaw counts as unavailable: the words stay either way. */
export const troubleOf = (error: unknown): StorageTrouble =>
  error instanceof StorageError ? error.trouble : 'unavailable';

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

/** The phone could not keep the words: the reason, and the ways that are left (S4). The words stay where they are. */
export const StorageTroubleNotice = (props: { trouble: StorageTrouble; words: string }) => (
  <Notice tone="danger">
    <p>
      <strong>{say(props.words === '' ? 'trouble.cannot-keep' : 'trouble.not-saved')}</strong>{' '}
      {say(`trouble.${props.trouble}`)}
    </p>
    {props.words !== '' && <WaysOut words={props.words} />}
  </Notice>
);

const download = (words: string): void =>
  saveFile(new Blob([words], { type: 'text/plain;charset=utf-8' }), say('trouble.file'));
