import { DESK_PAGE } from '../../contract/desk.ts';
import type { DeskPage, DeskVersion } from '../../contract/desk.ts';
import { forkedRevisions, latestOf } from '../../domain/moment.ts';
import { writeCursor } from '../cursor.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn } from '../route.ts';
import { readFilter } from './inbox-filter.ts';
import { isRefusal, readLimit, readPlace } from './page.ts';

/** `GET /v1/desk/moments?…&after&limit`: newest first, under a filter. */
export const inboxPage = async ({
  installation: { store },
  session: { organisationId },
  query,
}: AskedSignedIn<null>): Promise<Answer | Refusal> => {
  const filter = readFilter(query);
  if (isRefusal(filter)) return filter;
  const limit = readLimit(query, DESK_PAGE, DESK_PAGE);
  if (isRefusal(limit)) return limit;
  const before = readPlace(query, 'after', 'inbox', organisationId);
  if (isRefusal(before)) return before;
  const reads = store.of(organisationId);
  const found = await reads.inbox(filter, before, limit + 1);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const answer: Omit<DeskPage, 'protocol'> = {
    moments: page.map(({ moment }) => moment),
    next: last === undefined ? null : writeCursor('inbox', organisationId, last.position),
    ...(await reads.countStates(filter)),
    setAside: await reads.countSetAside(),
    atRisk: (await reads.flagged(true)).length,
  };
  return { answer };
};

/** `GET /v1/desk/moments/:momentId` */
export const oneMoment = async ({
  installation: { store },
  session: { organisationId },
  param,
}: AskedSignedIn<null>): Promise<Answer | Refusal> => {
  const moment = await store.of(organisationId).moment(param('momentId'));
  return moment === null ? refuse('not_found') : { answer: { moment } };
};

/** `GET /v1/desk/moments/:momentId/versions`: what two phones said of it, each without knowing of the other (P9). */
export const momentVersions = async ({
  installation: { store },
  session: { organisationId },
  param,
}: AskedSignedIn<null>): Promise<Answer | Refusal> => {
  const reads = store.of(organisationId);
  const momentId = param('momentId');
  const moment = await reads.moment(momentId);
  if (moment === null) return refuse('not_found');
  const all = moment.conflicted ? await reads.versions(momentId) : [];
  const stored = all.filter(({ isSetAside }) => !isSetAside);
  const forked = forkedRevisions(stored);
  const standing = stored.length > 0 ? latestOf(stored) : null;
  const others = all.filter(
    (one) => one !== standing && (one.isSetAside || forked.has(one.revision)),
  );
  const versions: DeskVersion[] = [
    ...(standing === null ? [] : [{ ...standing, stands: true }]),
    ...others.map((one) => ({ ...one, stands: false })),
  ];
  return { answer: { versions } };
};

/** `POST /v1/desk/moments/:momentId/seen`: a manager opened it. The first time is kept. */
export const momentSeen = async ({
  installation: { store, now },
  session: { organisationId, personId },
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const isThere = await store.write(organisationId, (transaction) =>
    transaction.markSeen(param('momentId'), personId, now().toISOString()),
  );
  return isThere ? { answer: {} } : refuse('not_found');
};
