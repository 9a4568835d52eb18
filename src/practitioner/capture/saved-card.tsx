import type { ComponentChildren } from 'preact';
import type { MomentBody } from '../../contract/moment.ts';
import { KindOf } from '../../ui/kind.tsx';
import { Mark } from '../../ui/mark.tsx';
import { WordsOf } from '../../ui/words-of.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/practitioner.ts';

/** What was just saved, with Undo; the details that may be added stand below it. */
export const SavedCard = (props: {
  body: MomentBody;
  /** Its state, once it is on its way. */
  state: ComponentChildren;
  onUndo: () => void;
  children: ComponentChildren;
}) => (
  <section class={`card card-kind card-${props.body.kind} saved`} aria-label={say('capture.saved')}>
    <div class="saved-head">
      {props.state || (
        <span class="saved-title">
          <Mark name="check" />
          {say('capture.saved')}
        </span>
      )}
      <button type="button" class="button" onClick={props.onUndo}>
        {say('capture.undo')}
      </button>
    </div>
    <WordsOf words={props.body.words} />
    <KindOf kind={props.body.kind} label={sayApp(`kind.${props.body.kind}`)} />
    {props.children}
  </section>
);
