import type { MomentBody } from '../../contract/moment.ts';
import type { ShownMoment } from '../../device/outbox.ts';
import { KindOf } from '../../ui/kind.tsx';
import { Mark } from '../../ui/mark.tsx';
import { WordsOf } from '../../ui/words-of.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/practitioner.ts';
import { AboutChips, AudienceChips, PrincipleChips, StageChips, WhoseChips } from '../details.tsx';
import { GroupChoice } from '../group-choice.tsx';
import { isUnsent } from '../standing.ts';
import { StateOf } from '../state-of.tsx';
import type { Saved } from './use-saved.ts';

/** What was just saved, with Undo and with the details that may be added now or never. */
export const SavedCard = (props: {
  saved: Saved;
  /** The same moment as the outbox shows it; undefined until it was read. */
  shown: ShownMoment | undefined;
  organisation: string;
  now: number;
  groups: readonly string[];
  isNotKept: boolean;
  onChange: (change: Partial<MomentBody>) => void;
  onUndo: () => void;
  onDone: () => void;
}) => {
  const { body } = props.saved;
  const hasLeft = props.shown && (!isUnsent(props.shown) || props.shown.state === 'sending');
  const details = { name: 'saved', body, onChange: props.onChange };
  return (
    <section class={`card card-kind card-${body.kind} saved`} aria-label={say('capture.saved')}>
      <div class="saved-head">
        {hasLeft ? (
          <StateOf moment={props.shown!} organisation={props.organisation} now={props.now} />
        ) : (
          <span class="saved-title">
            <Mark name="check" />
            {say('capture.saved')}
          </span>
        )}
        <button type="button" class="button" onClick={props.onUndo}>
          {say('capture.undo')}
        </button>
      </div>
      <WordsOf words={body.words} />
      <KindOf kind={body.kind} label={sayApp(`kind.${body.kind}`)} />
      {props.isNotKept && (
        <p class="field-error" role="alert">
          {say('capture.not-kept')}
        </p>
      )}
      <div class="saved-details">
        <AudienceChips {...details} />
        <WhoseChips {...details} />
        <PrincipleChips {...details} />
        <div class="saved-foot">
          <details class="more">
            <summary class="more-summary">
              <Mark name="chevron" />
              {say('details.more')}
            </summary>
            <StageChips {...details} />
            <AboutChips {...details} />
            <GroupChoice
              name="saved"
              groups={props.groups}
              group={body.group}
              onChoose={(group) => props.onChange({ group })}
            />
          </details>
          <button type="button" class="button" onClick={props.onDone}>
            {say('capture.done')}
          </button>
        </div>
      </div>
    </section>
  );
};
