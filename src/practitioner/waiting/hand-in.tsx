import { useEffect, useRef, useState } from 'preact/hooks';
import type { Phone } from '../../device/phone.ts';
import { Mark } from '../../ui/mark.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { say as sayDetails } from '../../words/details.ts';
import { say } from '../../words/waiting.ts';

/**
 * The way to a manager for what this phone cannot send: as files, all that waits or what there is of one moment. They
 * are made before they are offered, since a browser shares only at the very tap.
 */
export const HandIn = (props: { phone: Phone; momentId?: string; label: string }) => {
  const { phone, momentId } = props;
  const [files, setFiles] = useState<File[] | null>(null);
  const [outcome, setOutcome] = useState<'saved' | 'failed' | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    const isOpen = files !== null;
    if (isOpen !== wasOpen.current) first.current?.focus();
    wasOpen.current = isOpen;
  }, [files]);

  const prepare = async (): Promise<void> => {
    try {
      setFiles(await filesOf(phone, momentId));
      setOutcome(null);
    } catch {
      setOutcome('failed');
    }
  };
  const save = (made: File[]): void => {
    for (const file of made) saveFile(file, file.name);
    setOutcome('saved');
  };

  if (files === null) {
    return (
      <div class="hand-in">
        <button
          ref={first}
          type="button"
          class="button button-quiet ask-first"
          onClick={() => void prepare()}
        >
          <Mark name="share" />
          {props.label}
        </button>
        {outcome === 'failed' && <p role="alert">{say('hand-in.failed')}</p>}
      </div>
    );
  }
  const organisation = phone.identity.organisationName;
  return (
    <div class="notice notice-plain" role="group" aria-label={props.label}>
      <div class="notice-body">
        <p>{say('hand-in.why', { organisation })}</p>
        <div class="ways">
          <button ref={first} type="button" class="button" onClick={() => save(files)}>
            {say('hand-in.save', { count: files.length })}
          </button>
          {mayShare(files) && (
            <button type="button" class="button" onClick={() => share(files)}>
              <Mark name="share" />
              {say('hand-in.share')}
            </button>
          )}
          <button type="button" class="button button-quiet" onClick={() => setFiles(null)}>
            {sayDetails('details.done')}
          </button>
        </div>
        <p role="status">{outcome === 'saved' && say('hand-in.saved')}</p>
      </div>
    </div>
  );
};

/** As plain text: every browser that shares files shares those. */
const filesOf = async (phone: Phone, momentId?: string): Promise<File[]> => {
  const { filesToHandIn } = await import('../../device/hand-in.ts');
  const { now } = phone.means();
  const of = momentId === undefined ? { now } : { now, momentId };
  const texts = await filesToHandIn(phone.outbox, phone.identity, of);
  const day = new Date(now).toISOString().slice(0, 10);
  return texts.map((text, index) => {
    const place = texts.length === 1 ? '' : `-${index + 1}`;
    return new File([text], `${say('hand-in.file')}-${day}${place}.txt`, { type: 'text/plain' });
  });
};

const mayShare = (files: File[]): boolean =>
  'canShare' in navigator && navigator.canShare({ files });

/** Who turns away from it wants nothing more of us. */
const share = (files: File[]): void => void navigator.share({ files }).catch(() => undefined);
