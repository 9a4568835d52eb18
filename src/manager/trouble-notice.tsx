import type { RefusalCode } from '../contract/refusal.ts';
import { Notice } from '../ui/notice.tsx';
import { say as sayAside } from '../words/asides.ts';
import { say } from '../words/manager.ts';
import type { Trouble } from './desk-client.ts';
import { canTryAgain, type Doing, isSignedOut, troubleWords } from './trouble-words.ts';

/** Says what did not work and what helps, where it happened. */
export const TroubleNotice = (props: {
  trouble: Trouble;
  doing: Doing;
  onAgain?: (() => void) | undefined;
}) => {
  const { what, next } = troubleWords(props.trouble, props.doing);
  const { onAgain } = props;
  const isNoSignal = props.trouble.kind === 'no signal';
  return (
    <Notice
      tone={isNoSignal && props.doing !== 'changing' ? 'plain' : 'danger'}
      mark={isNoSignal ? 'no-signal' : 'warning'}
    >
      <p>
        <strong>{what}</strong> {next}
      </p>
      {props.onAgain && canTryAgain(props.trouble) && (
        <button class="button" type="button" onClick={props.onAgain}>
          {say('desk.again')}
        </button>
      )}
      {isToProve(props.trouble, 'desk_closed') && (
        <button class="button" type="button" onClick={() => void prove('desk_closed', onAgain)}>
          {say('trouble.open-desk')}
        </button>
      )}
      {isToProve(props.trouble, 'ask_again') && (
        <button class="button" type="button" onClick={() => void prove('ask_again', onAgain)}>
          {say('trouble.show-again')}
        </button>
      )}
      {isSignedOut(props.trouble) && (
        <a class="button" href="/code">
          {sayAside('sign-in-needed.code')}
        </a>
      )}
    </Notice>
  );
};

const isToProve = (trouble: Trouble, code: RefusalCode): boolean =>
  trouble.kind === 'refused' && trouble.code === code;

const prove = async (
  why: 'desk_closed' | 'ask_again',
  onProven: (() => void) | undefined,
): Promise<void> => {
  const { provesAgain } = await import('./doors/prove.tsx');
  if (await provesAgain(why)) onProven?.();
};
