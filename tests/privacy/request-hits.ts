// What an anonymous request may carry: what any browser sends with any request, and what the contract says. Everything
// else could tell whose phone it was.
import type { PushRequest } from '../../src/contract/push.ts';
import { z } from '../../src/contract/schema.ts';
import {
  audienceChosen,
  didItChange,
  formAsked,
  receiptAsked,
  saidOnOwnPhone,
  saidSealed,
  withdrawnByCode,
  writtenBack,
} from '../../src/contract/say.ts';
import type { Recorded } from './recorder.ts';
import type { Hit } from './search-files.ts';

const BODIES: Record<string, z.ZodMiniType> = {
  '/v1/say/form': formAsked,
  '/v1/say/challenge': z.strictObject({}),
  '/v1/say': saidOnOwnPhone,
  '/v1/say/sealed': saidSealed,
  '/v1/receipt': receiptAsked,
  '/v1/receipt/write-back': writtenBack,
  '/v1/receipt/changed': didItChange,
  '/v1/receipt/audience': audienceChosen,
  '/v1/receipt/withdraw': withdrawnByCode,
};

/** The same from every phone with this browser; `Referer` and `Cookie` are not among them. */
const ORDINARY =
  /^(?:host|connection|content-(?:length|type)|origin|user-agent|accept(?:-\w+)?|sec-.+|priority|pragma|cache-control|upgrade-insecure-requests)$/;

/** `ids`: of persons, sessions and phones, by what they are. */
export const requestHits = (
  requests: readonly Recorded[],
  ids: Readonly<Record<string, string>> = {},
): { hits: Hit[]; looked: number } => {
  const anonymous = requests.filter(({ path }) => path in BODIES);
  if (anonymous.length === 0) throw new Error('No anonymous request was seen');
  const hits = anonymous.flatMap(({ path, headers, body }) => [
    ...Object.keys(headers)
      .filter((name) => !ORDINARY.test(name))
      .map((name) => `${path}: header ${name}`),
    ...(isWhatTheContractSays(path, body) ? [] : [`${path}: a body that is more than it may be`]),
    ...Object.entries(ids)
      .filter(([, id]) => `${JSON.stringify(headers)} ${body}`.includes(id))
      .map(([what]) => `${path}: ${what}`),
  ]);
  const others = requests.filter(({ path }) => !(path in BODIES));
  return {
    looked: anonymous.length,
    hits: [
      ...hits,
      ...others
        .filter(({ body }) => body.includes('"sealed"'))
        .map(({ path }) => `${path}: something sealed in a person's own request`),
      ...others.filter(countsMore).map(({ path }) => `${path}: what is sealed is counted along`),
    ],
  };
};

/** What waits is told with a push: no more than the person's own, all of which it carries here. */
const countsMore = ({ path, body }: Recorded): boolean => {
  if (path !== '/v1/push') return false;
  const { pending, operations } = JSON.parse(body) as PushRequest;
  return pending.count > operations.length;
};

const isWhatTheContractSays = (path: string, body: string): boolean =>
  z.safeParse(BODIES[path]!, JSON.parse(body)).success;
