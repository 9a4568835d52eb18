import type { BoardPage } from '../../contract/board.ts';
import { DESK_PAGE } from '../../contract/desk.ts';
import { writeCursor } from '../cursor.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn } from '../route.ts';
import { isRefusal, readPlace } from './page.ts';

/** `GET /v1/board/moments?after`: what people let the board see. */
export const boardPage = async ({
  installation: { store },
  session: { organisationId },
  query,
}: AskedSignedIn<null>): Promise<Answer | Refusal> => {
  const before = readPlace(query, 'after', 'board', organisationId);
  if (isRefusal(before)) return before;
  const found = await store.of(organisationId).boardMoments(before, DESK_PAGE + 1);
  const page = found.slice(0, DESK_PAGE);
  const last = found.length > DESK_PAGE ? page.at(-1) : undefined;
  const answer: Omit<BoardPage, 'protocol'> = {
    moments: page.map(({ moment }) => moment),
    next: last === undefined ? null : writeCursor('board', organisationId, last.position),
  };
  return { answer };
};
