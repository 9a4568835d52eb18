import { chainHash } from '../../store/audit-chain.ts';
import type { Reads, Trail, TrailEnd } from '../../store/store.ts';

/** Read at once. */
const AT_ONCE = 5000;

export interface Verified {
  rows: number;
  /** Where the trail ends: to be noted elsewhere. */
  end: TrailEnd;
  /** Up to here rows were taken out because they were old; 0 for none. */
  cutPosition: number;
  /** The first place at which something is not as it was written; null where all is. */
  brokenAt: number | null;
  /** Whether the row that was noted elsewhere is in it still; null where none was named. */
  holdsNoted: boolean | null;
}

/**
 * Works out every hash of one organisation's trail again (X3). What is added meanwhile is left for the next time.
 *
 * @param noted Where the trail ended at an earlier time, as that was noted elsewhere.
 */
export const verifyTrail = async (
  organisationId: string,
  reads: Pick<Reads, 'trail' | 'auditFrom'>,
  noted: TrailEnd | null = null,
): Promise<Verified> => {
  const trail = await reads.trail();
  const verified = await walk(organisationId, reads, trail, noted);
  if (verified.brokenAt === null) return verified;
  // Old rows may have been taken out at its beginning meanwhile.
  const { cut } = await reads.trail();
  return cut.position === trail.cut.position ? verified : verifyTrail(organisationId, reads, noted);
};

const walk = async (
  organisationId: string,
  reads: Pick<Reads, 'trail' | 'auditFrom'>,
  { end, cut }: Trail,
  noted: TrailEnd | null,
): Promise<Verified> => {
  let last = cut;
  let rows = 0;
  let holdsNoted = noted === null ? null : noted.position <= cut.position;
  const found = (brokenAt: number | null): Verified => ({
    rows,
    end,
    cutPosition: cut.position,
    brokenAt,
    holdsNoted,
  });
  while (last.position < end.position) {
    const some = await reads.auditFrom(last.position, AT_ONCE);
    if (some.length === 0) return found(last.position + 1);
    for (const row of some) {
      if (row.position > end.position) break;
      const isNext = row.position === last.position + 1;
      const isWhole = row.hash === chainHash(organisationId, row.position, row, last.hash);
      if (!isNext || !isWhole) return found(last.position + 1);
      if (noted?.position === row.position) holdsNoted = noted.hash === row.hash;
      last = row;
      rows += 1;
    }
  }
  if (last.hash !== end.hash) return found(end.position);
  const [beyond] = await reads.auditFrom(end.position, 1);
  const isKnown = beyond === undefined || beyond.position <= (await reads.trail()).end.position;
  return found(isKnown ? null : beyond.position);
};
