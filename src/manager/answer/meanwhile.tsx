import type { DeskEntry } from '../../contract/desk-answer.ts';
import { Notice } from '../../ui/notice.tsx';
import { WordsOf } from '../../ui/words-of.tsx';
import { say } from '../../words/manager-inbox.ts';

/** What somebody wrote while an answer was being written: to be read before that one is sent. */
export const Meanwhile = (props: { entries: readonly DeskEntry[]; onRead: () => void }) => (
  <Notice tone="warning" mark="pencil">
    <p>
      <strong>{say('meanwhile.title')}</strong>
    </p>
    {props.entries.map((entry) => (
      <div key={entry.entryId}>
        <p>
          {entry.from === 'speaker' || entry.byName === null
            ? say('meanwhile.speaker')
            : say('meanwhile.by', { name: entry.byName })}
        </p>
        {entry.from === 'speaker' && entry.words !== '' && <WordsOf words={entry.words} />}
        {entry.from !== 'speaker' && (
          <p>
            <bdi>{entry.words}</bdi>
          </p>
        )}
      </div>
    ))}
    <button class="button" type="button" onClick={props.onRead}>
      {say('meanwhile.read')}
    </button>
  </Notice>
);
