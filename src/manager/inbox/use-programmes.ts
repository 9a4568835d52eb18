import { useMemo } from 'preact/hooks';
import type { Programme } from '../../contract/pull.ts';
import { onChange } from '../../device/changes.ts';
import { listProgrammes } from '../../device/inbox.ts';
import type { Phone } from '../../device/phone.ts';
import { useReading } from '../../ui/use-reading.ts';
import type { Listing } from './inbox-list.ts';

/** The programmes to choose from: those that this phone knows, and those that stand in the list anyway. */
export const useProgrammes = (phone: Phone, { moments }: Listing): Programme[] => {
  const pulled = useReading(onChange, () => listProgrammes(phone.known), [phone]);
  return useMemo(() => {
    const byId = new Map(moments.map((moment) => [moment.programmeId, moment.programmeName]));
    for (const { programmeId, name } of pulled ?? NONE) byId.set(programmeId, name);
    return Array.from(byId, ([programmeId, name]) => ({ programmeId, name })).sort((one, other) =>
      one.name.localeCompare(other.name),
    );
  }, [moments, pulled]);
};

const NONE: Programme[] = [];
