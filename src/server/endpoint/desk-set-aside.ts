import { hash, randomUUID } from 'node:crypto';
import { DESK_PAGE } from '../../contract/desk.ts';
import type { DeskSetAsidePage } from '../../contract/desk.ts';
import type { ExportFile } from '../../contract/export.ts';
import type { Operation } from '../../contract/push.ts';
import { acceptWithin } from '../accept.ts';
import { writeCursor } from '../cursor.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn } from '../route.ts';
import type { KnownAside } from '../store/store.ts';
import { isRefusal, readLimit, readPlace } from './page.ts';

/** `GET /v1/desk/set-aside?looked&after&limit`: what was kept aside for managers (P8), newest first. */
export const setAsidePage = async ({
  installation: { store },
  session: { organisationId },
  query,
}: AskedSignedIn<null>): Promise<Answer | Refusal> => {
  const looked = query.get('looked') ?? 'no';
  if (looked !== 'yes' && looked !== 'no') return refuse('not_valid', { field: 'looked' });
  const limit = readLimit(query, DESK_PAGE, DESK_PAGE);
  if (isRefusal(limit)) return limit;
  const before = readPlace(query, 'after', 'set-aside', organisationId);
  if (isRefusal(before)) return before;
  const found = await store.of(organisationId).setAside(looked === 'yes', before, limit + 1);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const answer: Omit<DeskSetAsidePage, 'protocol'> = {
    items: page.map(({ item }) => item),
    next: last === undefined ? null : writeCursor('set-aside', organisationId, last.position),
  };
  return { answer };
};

/** `POST /v1/desk/set-aside/:asideId/looked`: a manager looked at it. The first time and person are kept. */
export const asideLooked = async ({
  installation: { store, now },
  session: { organisationId, personId },
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> =>
  store.write(organisationId, async (transaction) => {
    const asideId = param('asideId');
    if ((await transaction.aside(asideId)) === null) return refuse('not_found');
    const looked = { personId, now: now().toISOString(), takenInUnder: null };
    await transaction.markLooked(asideId, looked);
    return { answer: {} };
  });

/**
 * `POST /v1/desk/set-aside/:asideId/take-in`: what named a programme that nobody knows is taken in under one that
 * exists, as a new operation of the same person. What the phone sent stays as it is.
 */
export const takeAsideIn = async ({
  installation: { store, now },
  session: { organisationId, personId, sessionId },
  param,
  body: { programmeId },
}: AskedSignedIn<{ programmeId: string }>): Promise<Answer | Refusal> => {
  const operationId = randomUUID();
  const at = now().toISOString();
  return store.write(organisationId, async (transaction) => {
    const asideId = param('asideId');
    const aside = await transaction.aside(asideId);
    if (aside === null) return refuse('not_found');
    // A second tap.
    if (aside.takenInUnder !== null) return { answer: {} };
    if (aside.code !== 'unknown_programme') return refuse('rule_broken');
    if (!(await transaction.programmeIds()).has(programmeId)) {
      return refuse('not_valid', { field: 'programmeId' });
    }
    const sender = {
      organisationId,
      personId: aside.personId,
      sessionId,
      channel: 'practitioner',
    };
    const minted = underProgramme(aside, programmeId, operationId);
    const [result] = await acceptWithin(transaction, sender, [minted], at);
    if (result?.status !== 'stored') return refuse('rule_broken');
    await transaction.markLooked(asideId, { personId, now: at, takenInUnder: programmeId });
    return { answer: {} };
  });
};

const underProgramme = (
  { momentId, revision, kind, schema, body: text }: KnownAside,
  programmeId: string,
  operationId: string,
): Operation => {
  const body = JSON.stringify({ ...(JSON.parse(text) as object), programmeId });
  return { operationId, momentId, revision, kind, schema, body, digest: hash('sha256', body) };
};

/**
 * `POST /v1/desk/handed-in`: takes in a file that a phone wrote because it could not send. The words belong to the
 * person of the file; that a manager brought them stands in the session and the channel. What the phone sends itself,
 * before or after, is the same operation and counts once (P3).
 */
export const takeFileIn = async ({
  installation: { store, now },
  session: { organisationId, sessionId },
  body: file,
}: AskedSignedIn<ExportFile>): Promise<Answer | Refusal> => {
  if (file.organisationId !== organisationId) return refuse('other_organisation');
  return store.write(organisationId, async (transaction) => {
    const { personId, operations } = file;
    // Whoever left may have left words on their phone: they are taken in all the same.
    if (!(await transaction.wasPerson(personId))) return refuse('unknown_person');
    const sender = { organisationId, personId, sessionId, channel: 'handed-in' };
    const at = now().toISOString();
    return { answer: { results: await acceptWithin(transaction, sender, operations, at) } };
  });
};
