import { useState } from 'preact/hooks';
import { useWayBack } from '../../ui/use-way-back.ts';
import { say } from '../../words/manager-voice.ts';
import { LeadForm } from './lead-form.tsx';
import type { Part } from './part.ts';

/** Who is told at once when someone may be at risk, and what people read about it before they speak. */
export const Lead = ({ desk, voice, onDone }: Part) => {
  const { safeguarding } = voice;
  const [isChanging, setChanging] = useState(false);
  const button = useWayBack(isChanging);
  return (
    <section class="people-part" aria-labelledby="lead-title">
      <h2 id="lead-title">{say('lead.title')}</h2>
      <p>{say('lead.says')}</p>
      {safeguarding === null || isChanging ? (
        <LeadForm
          voice={voice}
          onSend={async (chosen) => {
            const answer = await desk.act((client) =>
              client.setSafeguarding(voice.programmeId, chosen),
            );
            if (answer.ok) {
              setChanging(false);
              onDone(say('lead.saved'));
            }
            return answer;
          }}
          onCancel={safeguarding === null ? null : () => setChanging(false)}
        />
      ) : (
        <div class="card lead">
          <p>
            <strong>{say('lead.is', { name: safeguarding.leadName })}</strong>
          </p>
          <p>{say('lead.reads', { hours: safeguarding.hours })}</p>
          <p>{say('lead.do', { emergency: safeguarding.emergency })}</p>
          <button class="button" type="button" ref={button} onClick={() => setChanging(true)}>
            {say('lead.change')}
          </button>
        </div>
      )}
    </section>
  );
};
