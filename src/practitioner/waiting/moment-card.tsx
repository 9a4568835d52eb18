import type { MomentBody } from '../../contract/moment.ts';
import type { Phone } from '../../device/phone.ts';
import { KindOf } from '../../ui/kind.tsx';
import { Mark } from '../../ui/mark.tsx';
import { useWayBack } from '../../ui/use-way-back.ts';
import { WordsOf } from '../../ui/words-of.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/waiting.ts';
import { StateOf } from '../details/state-of.tsx';
import type { Listed } from './arrange.ts';
import { attentionInWords } from './attention.ts';
import { ChangeForm } from './change-form.tsx';
import { RemovalRefused } from './removal-refused.tsx';

/** How much of the words names the button that opens them. */
const NAME_LENGTH = 60;

/** One moment with its one true state. It opens in place, to be changed or taken back. */
export const MomentCard = (props: {
  phone: Phone;
  listed: Listed;
  now: number;
  isOpen: boolean;
  isBegun: boolean;
  onOpen: (isOpen: boolean) => void;
  /** It was taken back before it had left this phone. */
  onGone: (body: MomentBody) => void;
}) => {
  const { listed, phone, isOpen } = props;
  const { body, attention } = listed;
  const organisation = phone.identity.organisationName;
  const button = useWayBack(isOpen);

  if (body === null) {
    return (
      <li class="card card-kind moment">
        {attention === undefined ? (
          <p>{say('moment.being-removed')}</p>
        ) : (
          <RemovalRefused phone={phone} momentId={listed.momentId} code={attention} />
        )}
        <div class="moment-foot">
          <span />
          <StateOf moment={listed} organisation={organisation} now={props.now} />
        </div>
      </li>
    );
  }
  return (
    <li class={`card card-kind card-${body.kind} moment`} data-moment={listed.momentId}>
      {!isOpen && <WordsOf words={body.words} />}
      <div class="moment-foot">
        <KindOf kind={body.kind} label={sayApp(`kind.${body.kind}`)} />
        <StateOf moment={listed} organisation={organisation} now={props.now} />
      </div>
      {attention !== undefined && (
        <p class="moment-reason">{attentionInWords(attention, organisation)}</p>
      )}
      {listed.waitsFor === 'server_old' && (
        <p class="moment-reason">{say('blocked.server_old', { organisation })}</p>
      )}
      {props.isBegun && !isOpen && (
        <p class="moment-note">
          <Mark name="pencil" />
          {say('moment.begun')}
        </p>
      )}
      {isOpen && (
        <ChangeForm
          phone={phone}
          momentId={listed.momentId}
          body={body}
          attention={attention}
          mayBeRead={listed.mayBeRead}
          onClose={() => props.onOpen(false)}
          onGone={props.onGone}
        />
      )}
      {!isOpen && !listed.isElsewhere && (
        <button
          ref={button}
          type="button"
          class="moment-open"
          aria-expanded={false}
          aria-label={say('moment.open', { words: shortened(body.words) })}
          onClick={() => props.onOpen(true)}
        />
      )}
    </li>
  );
};

const shortened = (words: string): string => {
  const letters = Array.from(words);
  return letters.length <= NAME_LENGTH ? words : `${letters.slice(0, NAME_LENGTH).join('')}…`;
};
