import { randomBytes, randomUUID } from 'node:crypto';
import type { ChoiceSet, DeskChoice, DeskOffered, OfferedSet } from '../../contract/offered.ts';
import { choiceIdOf } from '../../domain/offered.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn } from '../route.ts';
import type { NewOffered } from '../store/store.ts';

/** `GET /v1/desk/offered`: stages, principles, prompts and groups, with those that moments name still. */
export const offeredPage = async ({
  installation: { store },
  session: { organisationId },
}: AskedSignedIn<null>): Promise<Answer> => {
  const answer: Omit<DeskOffered, 'protocol'> = await store.of(organisationId).offered();
  return { answer };
};

/** `POST /v1/desk/offered` */
export const setOffered = async ({
  installation: { store },
  session: { organisationId },
  body: { stages, principles, prompts },
}: AskedSignedIn<OfferedSet>): Promise<Answer | Refusal> =>
  store.write(organisationId, async (transaction) => {
    const known = await transaction.offered();
    const newStages = choicesAfter(known.stages, stages);
    if (newStages === null) return refuse('not_valid', { field: 'stages' });
    const newPrinciples = choicesAfter(known.principles, principles);
    if (newPrinciples === null) return refuse('not_valid', { field: 'principles' });
    if (hasTwins(prompts)) return refuse('not_valid', { field: 'prompts' });
    await transaction.putOffered('stage', null, newStages);
    await transaction.putOffered('principle', null, newPrinciples);
    await transaction.putOffered('prompt', null, prompts.map(asRow));
    return { answer: {} };
  });

/**
 * The chosen ones in their order, then all that were ever offered and are no more: moments name them still. Null where two
 * are alike, or one has an id that nobody gave it.
 */
const choicesAfter = (
  known: readonly DeskChoice[],
  chosen: readonly ChoiceSet[],
): NewOffered[] | null => {
  const ids = new Set(known.map(({ id }) => id));
  const rows: NewOffered[] = [];
  for (const { id, name } of chosen) {
    if (id !== null && !ids.has(id)) return null;
    const given = id ?? choiceIdOf(name, ids, randomBytes(6).toString('hex'));
    ids.add(given);
    rows.push({ id: given, name, isRetired: false });
  }
  const live = new Set(rows.map(({ id }) => id));
  if (live.size < rows.length || hasTwins(rows.map(({ id, name }) => name ?? id))) return null;
  const retired = known.filter(({ id }) => !live.has(id));
  return [...rows, ...retired.map(({ id, name }) => ({ id, name, isRetired: true }))];
};

const hasTwins = (names: readonly string[]): boolean =>
  new Set(names.map((name) => name.normalize('NFKC').toLowerCase())).size < names.length;

const asRow = (name: string): NewOffered => ({ id: randomUUID(), name, isRetired: false });

/** `POST /v1/desk/programmes/:programmeId/groups`. What was said in a group that goes keeps its name. */
export const setGroups = async ({
  installation: { store },
  session: { organisationId },
  param,
  body: { groups },
}: AskedSignedIn<{ groups: string[] }>): Promise<Answer | Refusal> =>
  store.write(organisationId, async (transaction) => {
    const programmeId = param('programmeId');
    if (!(await transaction.programmeIds()).has(programmeId)) return refuse('not_found');
    if (hasTwins(groups)) return refuse('not_valid', { field: 'groups' });
    await transaction.putOffered('group', programmeId, groups.map(asRow));
    return { answer: {} };
  });
