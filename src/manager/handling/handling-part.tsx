import './handling.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { DeskMoment } from '../../contract/desk.ts';
import { say } from '../../words/manager-inbox.ts';
import type { DeskClient } from '../desk-client.ts';
import { createDeskReading } from '../desk-reading.ts';
import { QuietLoading } from '../quiet-loading.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { History } from './history.tsx';
import { Notes } from './notes.tsx';
import { Whose } from './whose.tsx';

/** What managers do about one moment among themselves: whose it is, notes, and what became of it. */
export const HandlingPart = (props: {
  client: DeskClient;
  moment: DeskMoment;
  /** Grows whenever something may have arrived. */
  news: number;
  means: () => { now: number; newId: () => string };
  /** The moment itself is to be read again. */
  onChanged: () => void;
}) => {
  const { client, moment } = props;
  const { momentId } = moment;
  const handling = useMemo(
    () => createDeskReading(client, (desk) => desk.handling(momentId)),
    [client, momentId],
  );
  // With each answer, too: it is part of what became of it.
  useEffect(() => void handling.load(), [handling, props.news, moment.lastWrote, moment.state]);
  const [done, setDone] = useState('');
  const { found, trouble } = handling.state.value;
  if (found === null) {
    return trouble === null ? (
      <QuietLoading />
    ) : (
      <TroubleNotice trouble={trouble} doing="reading" onAgain={() => void handling.load()} />
    );
  }
  return (
    <div class="handling">
      <p class="desk-done" role="status" hidden={done === ''}>
        {done}
      </p>
      <Whose
        managers={found.managers}
        assignedTo={moment.assignedTo}
        onGive={async (personId, name) => {
          const answer = await handling.act((desk) => desk.assign([momentId], personId));
          if (answer.ok) {
            setDone(name === null ? say('whose.done.nobody') : say('whose.done', { name }));
            props.onChanged();
          }
          return answer;
        }}
      />
      <Notes
        notes={found.notes}
        means={props.means}
        onKeep={(note) => handling.act((desk) => desk.note(momentId, note))}
      />
      <History history={found.history} now={props.means().now} />
    </div>
  );
};
