import type { Offered } from '../../contract/offered.ts';
import { PULL_LIMIT_MAX } from '../../contract/pull.ts';
import type { PullAnswer } from '../../contract/pull.ts';
import { writeCursor } from '../cursor.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn } from '../route.ts';
import { handOversOf } from './hand-over.ts';
import { identityOf } from './identity.ts';
import type { KnownOffered } from '../store/store.ts';
import { isRefusal, readLimit, readPlace } from './page.ts';

const PULL_LIMIT = 100;

/** `GET /v1/pull?cursor&limit`: the person's own moments that changed after the cursor, oldest change first (L1). */
export const pull = async ({
  installation,
  session,
  query,
}: AskedSignedIn<null>): Promise<Answer | Refusal> => {
  const { store } = installation;
  const { organisationId, personId } = session;
  const limit = readLimit(query, PULL_LIMIT, PULL_LIMIT_MAX);
  if (isRefusal(limit)) return limit;
  const after = readPlace(query, 'cursor', 'pull', organisationId);
  if (isRefusal(after)) return after;
  const reads = store.of(organisationId);
  const found = await reads.changes(personId, after ?? 0, limit + 1);
  const page = found.slice(0, limit);
  const answer: Omit<PullAnswer, 'protocol'> = {
    epoch: store.epoch,
    identity: identityOf(session),
    programmes: await reads.programmes(),
    handOver: await handOversOf(installation, reads),
    offered: live(await reads.offered()),
    changes: page.map(({ change }) => change),
    cursor: writeCursor('pull', organisationId, page.at(-1)?.position ?? after ?? 0),
    more: found.length > limit,
  };
  return { answer };
};

/** A phone offers what is offered still. */
const live = ({ stages, principles, prompts, groups }: KnownOffered): Offered => ({
  stages: stages.filter(({ isRetired }) => !isRetired).map(({ id, name }) => ({ id, name })),
  principles: principles
    .filter(({ isRetired }) => !isRetired)
    .map(({ id, name }) => ({ id, name })),
  prompts,
  groups,
});
