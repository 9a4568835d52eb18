import type { Answer, Asked } from '../route.ts';

/** `GET /healthz`. While the server stops, app.ts refuses this like any other call, with 503. */
export const health = async (_asked: Asked<null>): Promise<Answer> => ({
  answer: { status: 'ok' },
});
