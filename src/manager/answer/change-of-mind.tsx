import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskMoment } from '../../contract/desk.ts';
import { type Audience, audience } from '../../contract/moment.ts';
import { narrower } from '../../domain/audience.ts';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager-answer.ts';
import { Confirm } from '../confirm.tsx';
import type { Answer, DeskClient } from '../desk-client.ts';

/** Whoever spoke wants fewer people to see it, or nobody: done for them, and asked about first. */
export const ChangeOfMind = (props: {
  client: DeskClient;
  moment: DeskMoment;
  /** The moment itself is to be read again. */
  onChanged: () => Promise<void>;
}) => {
  const { client, moment } = props;
  const { momentId } = moment;
  const [asking, setAsking] = useState<Audience | 'erase' | null>(null);
  const ways = useRef<HTMLDivElement>(null);
  const wasAsking = useRef<string | null>(null);
  useEffect(() => {
    // Back to the button that asked, where it is still there.
    if (asking === null && wasAsking.current !== null) {
      const button = ways.current?.querySelector<HTMLElement>(`[data-asks=${wasAsking.current}]`);
      (button ?? ways.current?.querySelector('button'))?.focus();
    }
    wasAsking.current = asking;
  }, [asking]);

  const narrowerOnes = audience.options.filter(
    (one) => one !== moment.audience && narrower(one, moment.audience) === one,
  );
  const act = async (change: Answer<unknown>): Answer<unknown> => {
    const answer = await change;
    if (answer.ok) {
      setAsking(null);
      await props.onChanged();
    }
    return answer;
  };

  return (
    <details class="mind">
      <summary>
        {say('mind.title')}
        <Mark name="chevron" />
      </summary>
      <div class="mind-body">
        <p>{say('mind.says')}</p>
        {asking === null && (
          <div class="ways" ref={ways}>
            {narrowerOnes.map((one) => (
              <button
                class="button"
                type="button"
                key={one}
                data-asks={one}
                onClick={() => setAsking(one)}
              >
                {say(`mind.narrow.${one}`)}
              </button>
            ))}
            <button
              class="button button-danger"
              type="button"
              data-asks="erase"
              onClick={() => setAsking('erase')}
            >
              <Mark name="bin" />
              {say('mind.erase')}
            </button>
          </div>
        )}
        {asking === 'erase' && (
          <Confirm
            title={say('mind.erase.title')}
            confirm={say('mind.erase.confirm')}
            onConfirm={() => act(client.erase(momentId))}
            onCancel={() => setAsking(null)}
          >
            <p>{say('mind.erase.says')}</p>
            {moment.isFlagged && <p>{say('mind.erase.flagged')}</p>}
          </Confirm>
        )}
        {asking !== null && asking !== 'erase' && (
          <Confirm
            title={say(`mind.narrow.${asking}.title`)}
            confirm={say('mind.narrow.confirm')}
            onConfirm={() => act(client.narrow(momentId, asking))}
            onCancel={() => setAsking(null)}
          >
            <p>{say('mind.narrow.says')}</p>
          </Confirm>
        )}
      </div>
    </details>
  );
};
