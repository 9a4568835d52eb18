import type { Answer, Asked } from '../route.ts';

/** `GET /healthz`. While the server stops, or its database is away, app.ts refuses this like any other call, with 503. */
export const health = async ({ installation }: Asked<null>): Promise<Answer> => {
  await installation.store.check();
  return { answer: { status: 'ok' } };
};
