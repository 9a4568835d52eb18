import type { Context } from 'hono';
import { PROTOCOL } from '../contract/version.ts';
import { isRefusal } from './endpoint/page.ts';
import type { Installation } from './installation.ts';
import { readBody } from './read-body.ts';
import { refusalResponse, refuse } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { Answer, RouteWithoutName } from './route.ts';
import { StorageAway, StorageUnavailable } from './store/store.ts';

/**
 * One call of somebody who gives no name. It is written down nowhere. Whatever is wrong with what was sent, the answer is
 * the same: it tells a stranger nothing of what exists. And whoever sends along who they are is not heard (A3).
 */
export const answerWithoutName = async (
  installation: Installation,
  route: RouteWithoutName,
  c: Context,
  callerAddress: string,
): Promise<Response> => {
  const outcome = await hear(installation, route, c, callerAddress).catch((error: unknown) =>
    refuse(whyFailed(installation, error)),
  );
  if (isRefusal(outcome)) return refusalResponse(outcome);
  return Response.json(
    { protocol: PROTOCOL, ...outcome.answer },
    // Packed by a proxy on its way, an answer that was filled up would show its length again.
    { headers: { 'Cache-Control': 'no-store, no-transform' } },
  );
};

const hear = async (
  installation: Installation,
  route: RouteWithoutName,
  c: Context,
  callerAddress: string,
): Promise<Answer | Refusal> => {
  const { address, stopping, speaking, now } = installation;
  if (stopping.aborted) return refuse('server_stopping');
  const isNamed = ['Cookie', 'Authorization'].some((name) => c.req.header(name) !== undefined);
  if (isNamed || !address.origins.includes(c.req.header('Origin') ?? '')) {
    return refuse('not_taken');
  }
  const body = await readBody(c.req.raw, route.body);
  if (!body.ok) return refuse('not_taken');
  return route.handle({
    installation,
    body: body.value as never,
    addressKey: speaking.rates.keyOf(callerAddress, now()),
  });
};

const whyFailed = (
  { speaking }: Installation,
  error: unknown,
): 'storage_away' | 'storage_full' | 'unexpected' => {
  if (error instanceof StorageAway) return 'storage_away';
  if (error instanceof StorageUnavailable) return 'storage_full';
  speaking.failed += 1;
  return 'unexpected';
};
