import { useMemo, useState } from 'preact/hooks';
import { type DeskOffered, GROUPS_MAX } from '../../contract/offered.ts';
import { TextBox } from '../../ui/text-box.tsx';
import { say } from '../../words/manager-offered.ts';
import type { DeskClient, Trouble } from '../desk-client.ts';
import { createDeskReading } from '../desk-reading.ts';
import type { DeskReading } from '../desk-reading.ts';
import { labelsOf } from '../offered/labels.ts';
import { areTwins } from '../offered/lines.ts';
import { TroubleNotice } from '../trouble-notice.tsx';
import { useFresh } from '../use-fresh.ts';

/** The groups of a programme, as people choose them on their phones. */
export const Groups = (props: {
  client: DeskClient;
  programmeId: string;
  onDone: (what: string) => void;
}) => {
  const desk = useMemo(
    () => createDeskReading(props.client, (client) => client.offered()),
    [props.client],
  );
  useFresh(desk);
  const { found, trouble } = desk.state.value;
  return (
    <section class="people-part" aria-labelledby="groups-title">
      <h2 id="groups-title">{say('groups.title')}</h2>
      <p>{say('groups.says')}</p>
      {trouble && !found && (
        <TroubleNotice trouble={trouble} doing="reading" onAgain={() => void desk.load()} />
      )}
      {found && <Form {...props} desk={desk} offered={found} />}
    </section>
  );
};

const Form = (props: {
  desk: DeskReading<DeskOffered>;
  offered: DeskOffered;
  programmeId: string;
  onDone: (what: string) => void;
}) => {
  const { desk, offered, programmeId } = props;
  const known = offered.groups
    .filter((group) => group.programmeId === programmeId)
    .map(({ name }) => name)
    .join('\n');
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | undefined>();
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const save = async (): Promise<void> => {
    const groups = labelsOf(typed ?? known);
    const wrong = wrongIn(groups);
    setError(wrong);
    if (wrong !== undefined) return;
    const answer = await desk.act((client) => client.setGroups(programmeId, groups));
    setTrouble(answer.ok ? null : answer.trouble);
    if (!answer.ok) return;
    setTyped(null);
    props.onDone(say('groups.saved'));
  };
  return (
    <form
      class="lead"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <TextBox
        label={say('groups.label')}
        hint={say('groups.hint')}
        rows={4}
        value={typed ?? known}
        error={error}
        onInput={setTyped}
      />
      {typed !== null && typed !== known && (
        <button class="button button-main" type="submit">
          {say('groups.save')}
        </button>
      )}
    </form>
  );
};

const wrongIn = (groups: readonly string[]): string | undefined => {
  if (groups.length > GROUPS_MAX) return say('groups.too-many');
  if (groups.some((group) => group.length > 80)) return say('groups.too-long');
  return areTwins(groups) ? say('groups.twins') : undefined;
};
