import { PRINCIPLES, STAGES } from '../../contract/limits.ts';
import type { Offered, OfferedChoice } from '../../contract/offered.ts';
import { onChange } from '../../device/changes.ts';
import { readOffered } from '../../device/inbox.ts';
import type { Phone } from '../../device/phone.ts';
import { useReading } from '../../ui/use-reading.ts';
import { say } from '../../words/app.ts';

const asGiven = (ids: readonly string[]): OfferedChoice[] => ids.map((id) => ({ id, name: null }));

/** What Moments comes with. */
const GIVEN: Offered = {
  stages: asGiven(STAGES),
  principles: asGiven(PRINCIPLES),
  prompts: [],
  groups: [],
};

/** What the organisation offers while words are kept, as this phone last heard of it. */
export const useOffered = ({ known }: Pick<Phone, 'known'>): Offered =>
  useReading(onChange, async () => (await readOffered(known)) ?? GIVEN, [known]) ?? GIVEN;

export const stageLabel = ({ id, name }: OfferedChoice): string => {
  const given = STAGES.find((one) => one === id);
  return name ?? (given === undefined ? id : say(`stage.${given}`));
};

export const principleLabel = ({ id, name }: OfferedChoice): string => {
  const given = PRINCIPLES.find((one) => one === id);
  return name ?? (given === undefined ? id : say(`principle.${given}`));
};

/** The groups to choose from: those used lately here come first, then the programme's own. */
export const groupsOf = (
  { groups }: Offered,
  programmeId: string | undefined,
  usedLately: readonly string[],
): string[] => {
  const named = groups.filter((group) => group.programmeId === programmeId);
  return [...new Set([...usedLately, ...named.map(({ name }) => name)])];
};
