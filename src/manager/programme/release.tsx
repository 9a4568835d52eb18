import { useState } from 'preact/hooks';
import { RELEASE_HOURS } from '../../contract/desk-voice.ts';
import { Chips } from '../../ui/chips.tsx';
import { say } from '../../words/manager-voice.ts';
import type { Trouble } from '../desk-client.ts';
import { TroubleNotice } from '../trouble-notice.tsx';
import type { Part } from './part.ts';

const WHOLE_DAY_HOURS = 24;

/** How long what is said without a name waits for company, and what it costs to have it sooner. */
export const Release = ({ desk, voice, onDone }: Part) => {
  const [chosen, setChosen] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const hours = chosen ?? voice.releaseHours;
  const isSooner = hours < WHOLE_DAY_HOURS;

  const save = async (): Promise<void> => {
    const answer = await desk.act((client) => client.setReleaseHours(voice.programmeId, hours));
    setTrouble(answer.ok ? null : answer.trouble);
    if (!answer.ok) return;
    setChosen(null);
    onDone(say('release.saved'));
  };
  return (
    <section class="people-part" aria-labelledby="release-title">
      <h2 id="release-title">{say('release.title')}</h2>
      <p>{say('release.says')}</p>
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <form
        class="programme-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Chips
          legend={say('release.legend')}
          name="release-hours"
          options={RELEASE_HOURS.map((each) => ({
            value: String(each),
            label: say('release.hours', { count: each }),
          }))}
          value={String(hours)}
          onChoose={(value) => setChosen(Number(value))}
        />
        <p class={isSooner ? 'device-pending' : 'device-soft'} role="status">
          {say(isSooner ? 'release.cost.sooner' : 'release.cost.whole')}
        </p>
        {hours !== voice.releaseHours && (
          <button class="button button-main" type="submit">
            {say('release.save')}
          </button>
        )}
      </form>
    </section>
  );
};
