import type { MomentKind } from '../../contract/moment.ts';
import { KIND_MARKS } from '../../ui/kind.tsx';
import { Mark } from '../../ui/mark.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/practitioner.ts';
import { KINDS } from '../kinds.ts';

/** The kinds are the save buttons: one tap chooses and saves. */
export const Kinds = ({ onTap }: { onTap: (kind: MomentKind) => void }) => (
  <div class="kinds">
    <div class="kinds-group" role="group" aria-label={say('capture.kinds')}>
      {KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          class={`kinds-button kinds-${kind}`}
          // The field keeps the focus, so that the phone's keyboard stays up for the next words.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTap(kind)}
        >
          <Mark name={KIND_MARKS[kind]} />
          {sayApp(`kind.${kind}`)}
        </button>
      ))}
    </div>
    <a class="kinds-button kinds-hand" href="/hand-over">
      <Mark name="phone" />
      {say('capture.hand-over')}
    </a>
  </div>
);
