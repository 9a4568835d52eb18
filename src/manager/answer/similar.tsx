import { useEffect, useState } from 'preact/hooks';
import type { SimilarMoment } from '../../contract/desk-inbox.ts';
import { KindOf } from '../../ui/kind.tsx';
import { WordsOf } from '../../ui/words-of.tsx';
import { say as sayApp } from '../../words/app.ts';
import { say } from '../../words/manager-inbox.ts';
import { dayInWords } from '../../words/time.ts';
import type { DeskClient } from '../desk-client.ts';
import { beginningOf } from '../inbox/beginning.ts';

/** Others that say much the same, to be answered together. Where none are found, or none can be, nothing is shown. */
export const Similar = (props: {
  client: Pick<DeskClient, 'similar'>;
  momentId: string;
  chosen: ReadonlySet<string>;
  now: number;
  onChoose: (chosen: ReadonlySet<string>) => void;
}) => {
  const [found, setFound] = useState<readonly SimilarMoment[]>([]);
  useEffect(() => {
    let isShown = true;
    void props.client.similar(props.momentId).then((answer) => {
      if (isShown && answer.ok) setFound(answer.value);
    });
    return () => {
      isShown = false;
    };
  }, [props.momentId]);
  if (found.length === 0) return null;
  const toggle = (momentId: string): void => {
    const next = new Set(props.chosen);
    if (!next.delete(momentId)) next.add(momentId);
    props.onChoose(next);
  };
  return (
    <fieldset class="similar">
      <legend>{say('similar.title')}</legend>
      <p class="field-hint">{say('similar.says')}</p>
      <ul class="similar-list">
        {found.map((moment) => (
          <li key={moment.momentId}>
            <label class="similar-one">
              <input
                type="checkbox"
                checked={props.chosen.has(moment.momentId)}
                onChange={() => toggle(moment.momentId)}
              />
              <span class="similar-words">
                <WordsOf words={beginningOf(moment.words)} />
                <span class="moment-meta">
                  <KindOf kind={moment.kind} label={sayApp(`kind.${moment.kind}`)} />
                  <bdi>{moment.programmeName}</bdi>
                  <span>{dayInWords(moment.receivedAt, props.now)}</span>
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
};
