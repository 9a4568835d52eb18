import { DESK_PAGE } from '../../contract/desk.ts';
import type { DeskPage } from '../../contract/desk.ts';
import { momentKind } from '../../contract/moment.ts';
import { id } from '../../contract/schema.ts';
import { writeCursor } from '../cursor.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn } from '../route.ts';
import type { InboxFilter } from '../store/store.ts';
import { isRefusal, readLimit, readPlace } from './page.ts';

/** `GET /v1/desk/moments?programme&kind&after&limit`: newest first. */
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
    unseen: await reads.countUnseen(filter),
  };
  return { answer };
};

const readFilter = (query: URLSearchParams): InboxFilter | Refusal => {
  const filter: InboxFilter = {};
  const programmeId = query.get('programme');
  if (programmeId) {
    if (!id.safeParse(programmeId).success) return refuse('not_valid', { field: 'programme' });
    filter.programmeId = programmeId;
  }
  const kind = query.get('kind');
  if (kind) {
    const known = momentKind.safeParse(kind);
    if (!known.success) return refuse('not_valid', { field: 'kind' });
    filter.kind = known.data;
  }
  return filter;
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
