import { LIST_FORMAT, listFor, listedMoment } from '../../contract/desk-export.ts';
import type { ListFor, ListedMoment } from '../../contract/desk-export.ts';
import type { InboxFilter } from '../../contract/desk-inbox.ts';
import type { DeskMoment } from '../../contract/desk.ts';
import { z } from '../../contract/schema.ts';
import { CSV_BEGINS, csvLines } from '../csv.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { AskedSignedIn, Streamed } from '../route.ts';
import type { Reads } from '../store/store.ts';
import { streamOf } from '../stream-of.ts';
import { readFilter } from './inbox-filter.ts';
import { isRefusal } from './page.ts';

/** Read at once: few enough that nobody else waits for long. */
const AT_ONCE = 250;

const asked = z.object({ format: z.enum(['csv', 'json']), for: listFor });

/**
 * `GET /v1/desk/export?format&for&…`: what the inbox shows under a filter, as it was when it began, however much changes
 * meanwhile. `for` says who is to read it.
 */
export const exportMoments = async ({
  installation: { store, now },
  session: { organisationId, organisationName },
  query,
}: AskedSignedIn<null>): Promise<Streamed | Refusal> => {
  const filter = readFilter(query);
  if (isRefusal(filter)) return filter;
  const how = asked.safeParse({
    format: query.get('format') ?? 'csv',
    for: query.get('for') ?? 'team',
  });
  if (!how.success) {
    return refuse('not_valid', { field: String(how.error.issues[0]?.path[0] ?? '') });
  }
  const { format, for: readers } = how.data;
  const snapshot = await store.snapshot(organisationId);
  const pages = (): Pages => pagesOf(snapshot.reads, filter, readers);
  try {
    let count = 0;
    for await (const page of pages()) count += page.length;
    const takenOutAt = now().toISOString();
    const pieces =
      format === 'csv'
        ? asCsv(pages())
        : asJson(pages(), { organisation: organisationName, for: readers, takenOutAt });
    const body = streamOf(pieces, { atEnd: snapshot.end });
    return { response: new Response(body, { headers: headersOf(format, takenOutAt) }), count };
  } catch (error) {
    await snapshot.end();
    throw error;
  }
};

const headersOf = (format: 'csv' | 'json', takenOutAt: string): Record<string, string> => ({
  'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
  'Content-Disposition': `attachment; filename="moments-${takenOutAt.slice(0, 10)}.${format}"`,
  'Cache-Control': 'no-store',
});

type Pages = AsyncGenerator<ListedMoment[], void, undefined>;

async function* pagesOf(reads: Reads, filter: InboxFilter, readers: ListFor): Pages {
  for (let before: number | null = null; ;) {
    const found = await reads.inbox(filter, before, AT_ONCE);
    const shown = found.filter(({ moment }) => maySee(readers, moment));
    yield shown.map(({ moment }) => listed(moment, readers));
    if (found.length < AT_ONCE) return;
    before = found.at(-1)!.position;
    // A long list is read between other people's requests.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What was flagged for safety is never published (A7). */
const maySee = (readers: ListFor, { audience, isFlagged }: DeskMoment): boolean =>
  readers === 'team' ||
  (!isFlagged && (audience === 'public' || (readers === 'board' && audience === 'board')));

const MIDNIGHT = 'T00:00:00.000Z';

const listed = (moment: DeskMoment, readers: ListFor): ListedMoment => {
  const isForTeam = readers === 'team';
  // Of what was said without a name the date alone is known.
  const when = (instant: string): string =>
    isForTeam && !instant.endsWith(MIDNIGHT) ? instant : instant.slice(0, 10);
  return {
    moment_id: moment.momentId,
    words: moment.words,
    kind: moment.kind,
    audience: moment.audience,
    whose: moment.whose,
    state: moment.state,
    programme: moment.programmeName,
    group: moment.group,
    about: moment.about,
    stage: moment.stage,
    principles: moment.principles.join(' '),
    said: when(moment.saidAt),
    received: when(moment.receivedAt),
    channel: moment.channel,
    written_by: isForTeam ? moment.byName : null,
  };
};

const COLUMNS = Object.keys(listedMoment.shape) as (keyof ListedMoment)[];

async function* asCsv(pages: Pages): AsyncGenerator<string, void, undefined> {
  yield CSV_BEGINS + csvLines([COLUMNS]);
  for await (const page of pages) {
    if (page.length > 0) yield csvLines(page.map((row) => COLUMNS.map((column) => row[column])));
  }
}

async function* asJson(pages: Pages, head: object): AsyncGenerator<string, void, undefined> {
  const begin = JSON.stringify({ format: LIST_FORMAT, ...head });
  yield `${begin.slice(0, -1)},"moments":[`;
  let comma = '\n';
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield comma + page.map((row) => JSON.stringify(row)).join(',\n');
    comma = ',\n';
  }
  yield '\n]}\n';
}
