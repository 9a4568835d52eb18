// What helps a moment that the endpoint refused, beside changing its words (O6).
import type { StorageTrouble } from '../../device/database.ts';
import { draftIdOf } from '../../device/drafts.ts';
import { listProgrammes } from '../../device/inbox.ts';
import { onChange } from '../../device/changes.ts';
import type { Phone } from '../../device/phone.ts';
import { keepAsSent } from '../../device/repair.ts';
import { Chips } from '../../ui/chips.tsx';
import { useReading } from '../../ui/use-reading.ts';
import { say as sayDetails } from '../../words/details.ts';
import { say } from '../../words/waiting.ts';
import { troubleOf } from '../storage-trouble.tsx';
import { AskFirst } from './ask-first.tsx';
import { HandIn } from './hand-in.tsx';

/** Where it was said, as this phone knows the programmes now: the one that it names may be gone. */
export const ProgrammeChips = (props: {
  phone: Phone;
  name: string;
  programmeId: string;
  onChoose: (programmeId: string) => void;
}) => {
  const programmes = useReading(onChange, () => listProgrammes(props.phone.known), [props.phone]);
  if (programmes === null) return null;
  return (
    <Chips
      legend={sayDetails('session.programme')}
      name={`${props.name}-programme`}
      options={programmes.map(({ programmeId, name }) => ({
        value: programmeId,
        label: <bdi>{name}</bdi>,
      }))}
      value={props.programmeId}
      onChoose={props.onChoose}
    />
  );
};

/** The ways that are left where no change helps: to a manager, or back to what was sent before. */
export const RepairWays = (props: {
  phone: Phone;
  momentId: string;
  mayBeRead: boolean;
  /** No draft may be kept any more. */
  hold: () => void;
  onClose: () => void;
  onTrouble: (trouble: StorageTrouble) => void;
}) => {
  const { phone, momentId } = props;
  const giveUp = async (): Promise<void> => {
    props.hold();
    try {
      const draftId = draftIdOf(phone.identity.personId, momentId);
      await keepAsSent(phone.outbox, { momentId, draftId });
      props.onClose();
    } catch (error) {
      props.onTrouble(troubleOf(error));
    }
  };
  return (
    <>
      <HandIn phone={phone} momentId={momentId} label={say('hand-in.one')} />
      {props.mayBeRead && (
        <AskFirst
          mark="back"
          label={say('repair.as-sent')}
          question={say('repair.as-sent-ask')}
          yes={say('repair.as-sent-yes')}
          no={say('repair.as-sent-no')}
          onYes={() => void giveUp()}
        />
      )}
    </>
  );
};
