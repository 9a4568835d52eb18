import { useState } from 'preact/hooks';
import { KEEP_MONTHS, type KeepMonthsSet } from '../../contract/desk-voice.ts';
import { Chips } from '../../ui/chips.tsx';
import { say } from '../../words/manager-voice.ts';
import type { Trouble } from '../desk-client.ts';
import { TroubleNotice } from '../trouble-notice.tsx';
import type { Part } from './part.ts';

/** How long words are kept before a job erases them: one choice for the whole organisation. */
export const KeepMonths = ({ desk, voice, onDone }: Part) => {
  const [chosen, setChosen] = useState<Partial<KeepMonthsSet>>({});
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const months = { ...voice.keepMonths, ...chosen } as KeepMonthsSet;
  const isOther =
    months.afterTold !== voice.keepMonths.afterTold ||
    months.afterArrival !== voice.keepMonths.afterArrival;

  const save = async (): Promise<void> => {
    const answer = await desk.act((client) => client.setKeepMonths(months));
    setTrouble(answer.ok ? null : answer.trouble);
    if (!answer.ok) return;
    setChosen({});
    onDone(say('keep.saved'));
  };
  const choice = (which: keyof KeepMonthsSet, legend: string) => (
    <Chips
      legend={legend}
      name={`keep-${which}`}
      options={KEEP_MONTHS.map((each) => ({
        value: String(each),
        label: say('keep.months', { count: each }),
      }))}
      value={String(months[which])}
      onChoose={(value) => setChosen({ ...chosen, [which]: Number(value) })}
    />
  );
  return (
    <section class="people-part" aria-labelledby="keep-title">
      <h2 id="keep-title">{say('keep.title')}</h2>
      <p>{say('keep.says')}</p>
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <form
        class="programme-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {choice('afterTold', say('keep.after-told'))}
        {choice('afterArrival', say('keep.after-arrival'))}
        {isOther && (
          <button class="button button-main" type="submit">
            {say('keep.save')}
          </button>
        )}
      </form>
    </section>
  );
};
