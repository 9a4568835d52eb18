import { useId, useRef, useState } from 'preact/hooks';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager.ts';

/** The link itself, with the ways to hand it on that this device has. `text` goes with it where it is shared. */
export const CopyShare = (props: { link: string; label: string; text: string }) => {
  const { link } = props;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<'yes' | 'by hand' | null>(null);

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied('yes');
    } catch {
      // Refused, or a browser without it: the person can still copy what is selected.
      field.current?.focus();
      field.current?.select();
      setCopied('by hand');
    }
  };
  const share = (): void => {
    // Rejects when the person changes their mind.
    navigator.share({ text: props.text, url: link }).catch(() => undefined);
  };

  return (
    <div class="copy-share">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <input class="field-input" id={id} ref={field} type="text" dir="ltr" readOnly value={link} />
      <div class="ways">
        <button class="button" type="button" onClick={() => void copy()}>
          <Mark name={copied === 'yes' ? 'check' : 'copy'} />
          {say(copied === 'yes' ? 'people.invitation.copied' : 'people.invitation.copy')}
        </button>
        {'share' in navigator && (
          <button class="button" type="button" onClick={share}>
            <Mark name="share" />
            {say('people.invitation.share')}
          </button>
        )}
      </div>
      <p class="field-hint" role="status">
        {copied === 'by hand' && say('people.invitation.copy.by-hand')}
        {copied === 'yes' && <span class="unseen-label">{say('people.invitation.copied')}</span>}
      </p>
    </div>
  );
};
