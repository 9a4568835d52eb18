import { hash, randomUUID } from 'node:crypto';
import type { ImportAnswer, ImportAsked, ImportedLine } from '../../contract/desk-import.ts';
import type { Answer, AskedSignedIn } from '../route.ts';
import type { KnownMoment, WriteTransaction } from '../store/store.ts';

/**
 * `POST /v1/desk/imports`: what a team kept in a table before. Nobody's phone holds it, and no phone may change it: it
 * belongs to no person. The same line makes the same moment id, so that a second try doubles nothing and brings nothing
 * back that was erased.
 */
export const importLines = async ({
  installation: { store, now },
  session: { organisationId },
  body: { isTrial, lines },
}: AskedSignedIn<ImportAsked>): Promise<Answer> => {
  const at = now().toISOString();
  const ids = lines.map((line) => line.momentId ?? momentIdOf(organisationId, line.key));
  const results = await store.write(organisationId, async (transaction) => {
    const statuses = await statusesOf(transaction, lines, ids);
    if (!isTrial) {
      const fresh = lines.flatMap((line, index) =>
        statuses[index] === 'new' ? [asMoment(line, ids[index]!, at)] : [],
      );
      await putNew(transaction, fresh);
    }
    return lines.map(({ key }, index) => ({ key, status: statuses[index]! }));
  });
  const answer: Omit<ImportAnswer, 'protocol'> = { results };
  return { answer };
};

type Status = ImportAnswer['results'][number]['status'];

const statusesOf = async (
  transaction: WriteTransaction,
  lines: readonly ImportedLine[],
  ids: readonly string[],
): Promise<Status[]> => {
  const programmes = await transaction.programmeIds();
  const known = new Set((await transaction.momentsById(ids)).map(({ momentId }) => momentId));
  return lines.map(({ body }, index) => {
    const momentId = ids[index]!;
    if (known.has(momentId)) return 'here';
    if (!programmes.has(body.programmeId)) return 'unknown_programme';
    // The same line twice in one request is one.
    known.add(momentId);
    return 'new';
  });
};

const putNew = async (
  transaction: WriteTransaction,
  moments: readonly KnownMoment[],
): Promise<void> => {
  if (moments.length === 0) return;
  const first = await transaction.takePositions(moments.length);
  await transaction.putMoments(
    moments.map((moment, index) => ({
      ...moment,
      arrivedPosition: first + index,
      changedPosition: first + index,
    })),
  );
};

const asMoment = ({ body }: ImportedLine, momentId: string, at: string): KnownMoment => ({
  momentId,
  personId: '',
  channel: 'imported',
  programmeId: body.programmeId,
  // There is no operation: nobody's phone sent one.
  standing: { revision: 1, operationId: randomUUID(), body, conflicted: false },
  receivedAt: at,
  withdrawnAt: null,
  arrivedPosition: 0,
  changedPosition: 0,
});

/** In the shape of a random one. */
const momentIdOf = (organisationId: string, key: string): string => {
  const hex = hash('sha256', `import ${organisationId} ${key}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
