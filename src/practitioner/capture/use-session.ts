import { useState } from 'preact/hooks';
import type { Programme } from '../../contract/pull.ts';
import { onChange } from '../../device/changes.ts';
import { type Choices, keepChoices, listProgrammes, readChoices } from '../../device/inbox.ts';
import type { Phone } from '../../device/phone.ts';
import { useReading } from '../../ui/use-reading.ts';

/** Where one is writing: it stays chosen from one moment to the next. */
export interface Session {
  programmes: Programme[];
  /** Null while none is chosen; the only one is chosen without asking. */
  programme: Programme | null;
  group: string | null;
  /** Groups of this programme that were used lately on this phone. */
  groups: string[];
}

const readKnown = async ({ known, identity }: Phone): Promise<[Programme[], Choices]> => {
  const [programmes, choices] = await Promise.all([
    listProgrammes(known),
    readChoices(known, identity.personId),
  ]);
  return [programmes.sort((one, other) => one.name.localeCompare(other.name)), choices];
};

/** Where what was pulled cannot be read, or is gone, the endpoint is asked: that must not stop a save. */
const readOrAsk = async (phone: Phone): Promise<[Programme[], Choices]> => {
  const known = await readKnown(phone).catch(() => null);
  if (known?.[0].length) return known;
  return (await import('../../device/ask-programmes.ts')).askProgrammes(phone.identity.personId);
};

/** The session as a choice and the programmes leave it. One that has gone is no longer chosen. */
export const sessionOf = (
  programmes: Programme[],
  { programmeId, group, groups }: Pick<Choices, 'programmeId' | 'group' | 'groups'>,
): Session => {
  const chosen = programmes.find((programme) => programme.programmeId === programmeId);
  const programme = chosen ?? (programmes.length === 1 ? programmes[0]! : null);
  return {
    programmes,
    programme,
    group: chosen === undefined ? null : group,
    groups: groups
      .filter((used) => used.programmeId === programme?.programmeId)
      .map((used) => used.group),
  };
};

/** The session, and the way to change it. Null until this phone could be asked. */
export const useSession = (phone: Phone | null) => {
  const found = useReading(onChange, async () => phone && (await readOrAsk(phone)), [phone]);
  // Holds even where the phone cannot keep it: that must not stop a save.
  const [chosen, setChosen] = useState<Pick<Choices, 'programmeId' | 'group'> | null>(null);

  const choose = (programmeId: string, group: string | null): void => {
    setChosen({ programmeId, group });
    if (phone === null) return;
    const { known, identity } = phone;
    void readChoices(known, identity.personId)
      .then((choices) => keepChoices(known, { ...choices, programmeId, group }))
      .catch(() => undefined);
  };
  const session = found && sessionOf(found[0], { ...found[1], ...chosen });
  return { session, choose };
};
