// The endpoint's edge for the desk's tests: answers as the contract says, from what a test laid into it.
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import type { AnswerGiven, DeskEntry } from '../../../src/contract/desk-answer.ts';
import type { DeskAlerts, WebhookAdded } from '../../../src/contract/desk-alerts.ts';
import { momentState } from '../../../src/contract/desk-inbox.ts';
import type { DeskFlagged } from '../../../src/contract/desk-flagged.ts';
import type {
  AnsweredTogether,
  AssignedTo,
  DeskDeed,
  DeskNote,
  NoteWritten,
  SimilarMoment,
} from '../../../src/contract/desk-inbox.ts';
import type { DeskVoice, SafeguardingSet } from '../../../src/contract/desk-voice.ts';
import type {
  DeskMoment,
  DeskPeople,
  DeskSetAside,
  DeskVersion,
} from '../../../src/contract/desk.ts';
import type { ExportFile } from '../../../src/contract/export.ts';
import { PRINCIPLES, STAGES } from '../../../src/contract/limits.ts';
import type { DeskOffered, OfferedSet } from '../../../src/contract/offered.ts';
import type { OwnPasskeys } from '../../../src/contract/passkey.ts';
import type { Role } from '../../../src/contract/pull.ts';
import type { PushResult } from '../../../src/contract/push.ts';
import type { RefusalCode } from '../../../src/contract/refusal.ts';
import { REFUSALS } from '../../../src/contract/refusal.ts';
import { PROTOCOL } from '../../../src/contract/version.ts';
import { openOutbox } from '../../../src/device/database.ts';
import { openKnown } from '../../../src/device/inbox.ts';
import type { Phone } from '../../../src/device/phone.ts';

export const NOW = Date.parse('2026-11-23T12:00:00.000Z');
export const LINK = 'https://moments.example/join#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

export const aMoment = (over: Partial<DeskMoment> = {}): DeskMoment => ({
  momentId: randomUUID(),
  revision: 1,
  words: 'The form asks the same thing three times.',
  kind: 'improve',
  audience: 'team',
  whose: 'theirs',
  programmeId: '00000000-0000-4000-8000-000000000001',
  programmeName: 'Job club',
  group: null,
  about: null,
  stage: null,
  principles: [],
  saidAt: '2026-11-23T09:00:00.000Z',
  receivedAt: '2026-11-23T09:00:00.000Z',
  byName: 'Amina Khoury',
  channel: 'practitioner',
  isFlagged: false,
  hasCode: false,
  lastWrote: null,
  seenAt: null,
  state: 'new',
  assignedTo: null,
  conflicted: false,
  ...over,
});

export const anAside = (over: Partial<DeskSetAside> = {}): DeskSetAside => ({
  asideId: randomUUID(),
  momentId: randomUUID(),
  isMomentHere: false,
  code: 'rule_broken',
  kind: 'create',
  isOfOther: false,
  body: '{"words":"They moved the chairs."}',
  receivedAt: '2026-11-23T09:00:00.000Z',
  byName: 'Amina Khoury',
  device: 'Chrome on Android',
  lookedAt: null,
  lookedBy: null,
  takenInUnder: null,
  ...over,
});

/** `count` moments, newest first, said as "moment 1" and so on. */
export const someMoments = (count: number): DeskMoment[] =>
  Array.from({ length: count }, (_, at) => aMoment({ words: `moment ${at + 1}` }));

/** A programme where nothing was set up yet. */
export const aVoice = (over: Partial<DeskVoice> = {}): DeskVoice => ({
  protocol: PROTOCOL,
  programmeId: '00000000-0000-4000-8000-000000000001',
  programmeName: 'Job club',
  link: null,
  safeguarding: null,
  releaseHours: 24,
  keepMonths: { afterTold: 12, afterArrival: 24 },
  managers: [
    { personId: '00000000-0000-4000-8000-00000000000a', name: 'Rosa Mwangi' },
    { personId: '00000000-0000-4000-8000-00000000000b', name: 'Ada Byrne' },
  ],
  ...over,
});

/** Nothing was set up, and nothing failed. */
export const someAlerts = (over: Partial<DeskAlerts> = {}): DeskAlerts => ({
  protocol: PROTOCOL,
  sendsMail: true,
  reachesAdministrators: true,
  own: null,
  webhooks: [],
  troubled: [],
  ...over,
});

/** What Moments comes with. */
export const someOffered = (over: Partial<DeskOffered> = {}): DeskOffered => ({
  protocol: PROTOCOL,
  stages: STAGES.map((id) => ({ id, name: null, isRetired: false })),
  principles: PRINCIPLES.map((id) => ({ id, name: null, isRetired: false })),
  prompts: [],
  groups: [],
  ...over,
});

/** One that was flagged for safety an hour ago. */
export const aFlagged = (over: Partial<DeskFlagged> = {}): DeskFlagged => ({
  momentId: randomUUID(),
  moment: aMoment({ channel: 'own-phone', byName: null, isFlagged: true }),
  keptBy: null,
  arrivedAt: new Date(NOW - 3_600_000).toISOString(),
  dueAt: new Date(NOW + 23 * 3_600_000).toISOString(),
  leadName: 'Rosa Mwangi',
  isOwn: true,
  outcome: null,
  outcomeAt: null,
  outcomeBy: null,
  ...over,
});

/** One thing that a manager wrote just now. */
export const anEntry = (over: Partial<DeskEntry> = {}): DeskEntry => ({
  entryId: randomUUID(),
  from: 'manager',
  words: 'Thank you. It is one page now.',
  changed: null,
  isQuestion: false,
  writtenAt: new Date(NOW).toISOString(),
  byName: 'Rosa Mwangi',
  takenBackAt: null,
  takeBackMs: 1_800_000,
  ...over,
});

export interface FakeDesk {
  moments: DeskMoment[];
  /** What was written to and fro, of whichever moment is asked for. */
  entries: DeskEntry[];
  managers: { personId: string; name: string }[];
  notes: DeskNote[];
  history: DeskDeed[];
  similar: SimilarMoment[];
  flagged: DeskFlagged[];
  voice: DeskVoice;
  alerts: DeskAlerts;
  offered: DeskOffered;
  /** The bodies of all that was sent, by method and path. */
  sent: Record<string, unknown>;
  setAside: DeskSetAside[];
  versions: DeskVersion[];
  /** What is answered for the operations of a file, one after the other. */
  handedIn: Partial<PushResult>[];
  people: DeskPeople['people'];
  programmes: DeskPeople['programmes'];
  /** Null: no answer at all comes. */
  refuses: ((path: string) => RefusalCode | null | undefined) | null;
  asked: string[];
  fetch: (url: string, init?: RequestInit) => Promise<Response>;
  /** Of whoever is at the desk. */
  passkeys: OwnPasskeys;
}

const PAGE = 50;

const NO_PASSKEYS = {
  protocol: PROTOCOL,
  passkeys: [],
  canMake: true,
  publicUrl: 'https://moments.example',
};

export const fakeDesk = (over: Partial<FakeDesk> = {}): FakeDesk => {
  const desk: FakeDesk = {
    moments: [],
    entries: [],
    managers: [],
    notes: [],
    history: [],
    similar: [],
    flagged: [],
    voice: aVoice(),
    alerts: someAlerts(),
    offered: someOffered(),
    sent: {},
    setAside: [],
    versions: [],
    handedIn: [],
    people: [],
    programmes: [],
    passkeys: NO_PASSKEYS,
    refuses: null,
    asked: [],
    fetch: async (url, init) => answer(desk, url, init),
    ...over,
  };
  return desk;
};

const say = (body: object, status = 200): Response =>
  new Response(JSON.stringify({ protocol: PROTOCOL, ...body }), { status });

const refuse = (code: RefusalCode): Response => say({ code }, REFUSALS[code].status);

const answer = (desk: FakeDesk, url: string, init?: RequestInit): Response => {
  const method = init?.method ?? 'GET';
  desk.asked.push(`${method} ${url}`);
  const { pathname, searchParams } = new URL(url, 'https://moments.example');
  const refusal = desk.refuses?.(pathname);
  if (refusal === null) throw new TypeError('no connection');
  if (refusal !== undefined) return refuse(refusal);
  const [what, id, deed] = pathname.replace('/v1/desk/', '').split('/');
  const body: unknown = init?.body ? JSON.parse(init.body as string) : null;
  if (body !== null) desk.sent[pathname] = body;
  if (what === 'moments' && deed === 'thread') {
    const isAsked = desk.entries.some((entry) => entry.isQuestion && entry.takenBackAt === null);
    return say({ entries: desk.entries, isAsked });
  }
  if (what === 'moments' && deed === 'answers') return answerOne(desk, pathname, body);
  if (what === 'moments' && deed === 'handling') {
    return say({ notes: desk.notes, history: desk.history, managers: desk.managers });
  }
  if (what === 'moments' && deed === 'similar') return say({ moments: desk.similar });
  if (what === 'moments' && deed === 'notes') {
    const note = { writtenAt: new Date(NOW).toISOString(), byName: 'Rosa Mwangi' };
    desk.notes = [...desk.notes, { ...(body as NoteWritten), ...note }];
    return say({});
  }
  if (what === 'assignments') return assignAll(desk, body as AssignedTo);
  if (what === 'answers') return answerAll(desk, body as AnsweredTogether);
  if (what === 'moments' && deed === 'audience') {
    desk.moments = desk.moments.map((moment) =>
      moment.momentId === id ? { ...moment, ...(body as { audience: 'team' }) } : moment,
    );
    return say({});
  }
  if (what === 'moments' && deed === 'erase') {
    desk.moments = desk.moments.filter(({ momentId }) => momentId !== id);
    return say({});
  }
  if (what === 'flagged' && id === undefined) {
    const isSettled = searchParams.get('settled') === 'yes';
    return say({ items: desk.flagged.filter(({ outcome }) => (outcome !== null) === isSettled) });
  }
  if (what === 'flagged') {
    const { outcome } = body as { outcome: string };
    const recorded = { outcome, outcomeAt: new Date(NOW).toISOString(), outcomeBy: 'Rosa Mwangi' };
    desk.flagged = desk.flagged.map((one) => (one.momentId === id ? { ...one, ...recorded } : one));
    return say({});
  }
  if (what === 'keep-months') {
    desk.voice = { ...desk.voice, keepMonths: body as DeskVoice['keepMonths'] };
    return say({});
  }
  if (what === 'alerts' || what === 'deliveries' || what === 'webhooks') {
    return alertsAnswer(desk, [what, id, deed], body);
  }
  if (what === 'offered') {
    if (body !== null) setOffered(desk, body as OfferedSet);
    return say(body === null ? { ...desk.offered } : {});
  }
  if (what === 'programmes' && deed === 'groups') {
    const { groups } = body as { groups: string[] };
    desk.offered = {
      ...desk.offered,
      groups: groups.map((name) => ({ programmeId: id!, name })),
    };
    return say({});
  }
  if (what === 'programmes' && id !== undefined) return setVoice(desk, deed ?? '', body);
  if (what === 'moments' && id === undefined) return page(desk, searchParams);
  if (what === 'moments' && deed === 'versions') return say({ versions: desk.versions });
  if (what === 'set-aside' && id === undefined) return asidePage(desk, searchParams);
  if (what === 'set-aside') return settleAside(desk, id!, body as { programmeId?: string });
  if (what === 'handed-in') {
    const { operations } = body as ExportFile;
    return say({
      results: operations.map(({ operationId, digest }, index) => ({
        operationId,
        digest,
        status: 'stored',
        ...desk.handedIn[index],
      })),
    });
  }
  if (what === 'moments') {
    const moment = desk.moments.find(({ momentId }) => momentId === id);
    if (moment === undefined) return refuse('not_found');
    if (deed === undefined) return say({ moment });
    const seen = { ...moment, seenAt: new Date(NOW).toISOString() };
    desk.moments = desk.moments.map((other) => (other === moment ? seen : other));
    return say({});
  }
  if (what === 'people' && method === 'GET') {
    return say({ people: desk.people, programmes: desk.programmes });
  }
  if (pathname === '/v1/passkeys') return say(desk.passkeys);
  if (pathname.startsWith('/v1/passkeys/') && pathname.endsWith('/remove')) {
    const passkeys = desk.passkeys.passkeys.filter(
      ({ passkeyId }) => !pathname.includes(passkeyId),
    );
    desk.passkeys = { ...desk.passkeys, passkeys };
    return say({});
  }
  if (what === 'people' && deed === 'roles') {
    const { roles } = body as { roles: Role[] };
    desk.people = desk.people.map((one) => (one.personId === id ? { ...one, roles } : one));
    return say({});
  }
  if (what === 'people' && deed === 'remove') {
    desk.people = desk.people.filter(({ personId }) => personId !== id);
    return say({});
  }
  if (what === 'programmes') return addProgramme(desk, (body as { name: string }).name);
  if (what === 'invitations' || deed === 'renew') {
    return say({ link: LINK, code: 'K7XQ2-MVB0F', expiresAt: '2026-11-24T12:00:00.000Z' });
  }
  if (what === 'sessions') {
    const state = deed === 'lost' ? 'lost' : 'ended';
    desk.people = desk.people.map((person) => ({
      ...person,
      sessions: person.sessions.map((one) => (one.sessionId === id ? { ...one, state } : one)),
    }));
    return say({});
  }
  return refuse('not_found');
};

const page = ({ moments, setAside, flagged }: FakeDesk, query: URLSearchParams): Response => {
  const asked = (name: string, value: string | null): boolean =>
    query.get(name) === null || query.get(name) === value;
  const words = query.get('search');
  const under = moments.filter(
    (moment) =>
      asked('programme', moment.programmeId) &&
      asked('kind', moment.kind) &&
      asked('group', moment.group) &&
      asked('assigned', moment.assignedTo?.personId ?? 'nobody') &&
      (words === null || moment.words.includes(words)),
  );
  const found = under.filter((moment) => asked('state', stateOf(moment)));
  const after = query.get('after');
  // By keyset, as the endpoint does it: what arrives meanwhile moves no page.
  const from = after === null ? 0 : found.findIndex(({ momentId }) => momentId === after) + 1;
  const limit = Number(query.get('limit') ?? PAGE);
  if (limit < 1 || limit > PAGE) return refuse('not_valid');
  const shown = found.slice(from, from + limit);
  return say({
    moments: shown,
    next: from + limit < found.length ? shown.at(-1)?.momentId : null,
    counts: Object.fromEntries(
      momentState.options.map((state) => [
        state,
        under.filter((moment) => stateOf(moment) === state).length,
      ]),
    ),
    areMore: false,
    setAside: setAside.filter(({ lookedAt }) => lookedAt === null).length,
    atRisk: flagged.filter(({ outcome }) => outcome === null).length,
  });
};

const alertsAnswer = (
  desk: FakeDesk,
  [what, id, deed]: (string | undefined)[],
  body: unknown,
): Response => {
  if (what === 'alerts' && id === undefined) return say({ ...desk.alerts });
  if (id === 'own') desk.alerts = { ...desk.alerts, own: body as DeskAlerts['own'] };
  if (what === 'deliveries') {
    const troubled = desk.alerts.troubled.filter(({ deliveryId }) => deliveryId !== id);
    desk.alerts = { ...desk.alerts, troubled };
  }
  if (what === 'webhooks' && id === undefined) {
    const { url, ...webhook } = body as WebhookAdded;
    if (url.includes('127.0.0.1')) return say({ code: 'not_valid', field: 'url' }, 400);
    const webhookId = randomUUID();
    const made = { ...webhook, webhookId, host: new URL(url).host, goneAt: null };
    desk.alerts = { ...desk.alerts, webhooks: [...desk.alerts.webhooks, made] };
    return say({ webhookId, secret: 'whsec_c2VjcmV0' });
  }
  if (deed === 'remove') {
    const webhooks = desk.alerts.webhooks.filter(({ webhookId }) => webhookId !== id);
    desk.alerts = { ...desk.alerts, webhooks };
  }
  return say({});
};

const setOffered = (desk: FakeDesk, { stages, principles, prompts }: OfferedSet): void => {
  const all = (list: OfferedSet['stages']) =>
    list.map(({ id, name }, place) => ({ id: id ?? `own-${place}`, name, isRetired: false }));
  desk.offered = {
    ...desk.offered,
    stages: all(stages),
    principles: all(principles),
    prompts,
  };
};

/** Opened here, a new one is no longer new. */
const stateOf = ({ state, seenAt }: DeskMoment): string =>
  state === 'new' && seenAt !== null ? 'to-answer' : state;

const assignAll = (desk: FakeDesk, { momentIds, personId }: AssignedTo): Response => {
  const assignedTo = desk.managers.find((manager) => manager.personId === personId) ?? null;
  desk.moments = desk.moments.map((moment) =>
    momentIds.includes(moment.momentId) ? { ...moment, assignedTo } : moment,
  );
  return say({ results: momentIds.map((momentId) => ({ momentId, done: 'done' })) });
};

const answerAll = (desk: FakeDesk, { momentIds }: AnsweredTogether): Response => {
  const results = momentIds.map((momentId) => {
    const moment = desk.moments.find((known) => known.momentId === momentId);
    if (moment === undefined) return { momentId, done: 'gone' };
    return { momentId, done: moment.lastWrote === 'manager' ? 'was-answered' : 'done' };
  });
  const done = new Set(results.flatMap((each) => (each.done === 'done' ? each.momentId : [])));
  desk.moments = desk.moments.map((moment) =>
    done.has(moment.momentId)
      ? { ...moment, lastWrote: 'manager', state: 'answered', seenAt: new Date(NOW).toISOString() }
      : moment,
  );
  return say({ results });
};

const answerOne = (desk: FakeDesk, pathname: string, body: unknown): Response => {
  const entryId = pathname.split('/')[6];
  if (entryId === undefined) {
    const { after, ...given } = body as AnswerGiven;
    if (after !== undefined && after !== (desk.entries.at(-1)?.entryId ?? null)) {
      return refuse('written_meanwhile');
    }
    desk.entries = [...desk.entries, anEntry(given)];
  } else {
    const takenBackAt = new Date(NOW).toISOString();
    desk.entries = desk.entries.map((entry) =>
      entry.entryId === entryId ? { ...entry, takenBackAt, takeBackMs: null } : entry,
    );
  }
  return say({});
};

let links = 0;
const setVoice = (desk: FakeDesk, deed: string, body: unknown): Response => {
  const link = `https://moments.example/say#${String((links += 1)).padStart(22, 'A')}`;
  if (deed === 'link') desk.voice = { ...desk.voice, link };
  if (deed === 'link-off') desk.voice = { ...desk.voice, link: null };
  if (deed === 'release') Object.assign(desk.voice, body);
  if (deed === 'safeguarding') {
    const chosen = body as SafeguardingSet;
    const lead = desk.voice.managers.find(({ personId }) => personId === chosen.leadPersonId);
    desk.voice = { ...desk.voice, safeguarding: { ...chosen, leadName: lead?.name ?? '' } };
  }
  return say(deed === 'voice' ? { ...desk.voice } : {});
};

const asidePage = ({ setAside }: FakeDesk, query: URLSearchParams): Response => {
  const found = setAside.filter(
    ({ lookedAt }) => (lookedAt !== null) === (query.get('looked') === 'yes'),
  );
  const after = query.get('after');
  const from = after === null ? 0 : found.findIndex(({ asideId }) => asideId === after) + 1;
  const limit = Number(query.get('limit') ?? PAGE);
  const items = found.slice(from, from + limit);
  return say({ items, next: from + limit < found.length ? items.at(-1)?.asideId : null });
};

const settleAside = (
  desk: FakeDesk,
  id: string,
  { programmeId }: { programmeId?: string },
): Response => {
  const takenInUnder =
    desk.programmes.find((known) => known.programmeId === programmeId)?.name ?? null;
  desk.setAside = desk.setAside.map((item) =>
    item.asideId === id
      ? {
          ...item,
          lookedAt: new Date(NOW).toISOString(),
          lookedBy: 'Rosa Mwangi',
          takenInUnder,
          isMomentHere: takenInUnder !== null,
        }
      : item,
  );
  return say({});
};

const addProgramme = (desk: FakeDesk, name: string): Response => {
  if (desk.programmes.some((known) => known.name === name)) return refuse('name_taken');
  desk.programmes = [...desk.programmes, { programmeId: randomUUID(), name }];
  return say({});
};

/** The phone of an administrator, or of somebody else at the desk, with databases of its own. */
export const aPhone = async (
  roles: readonly Role[] = ['practitioner', 'manager', 'administrator'],
): Promise<Phone> => ({
  identity: {
    organisationId: randomUUID(),
    organisationName: 'Harbour House',
    personId: randomUUID(),
    personName: 'Rosa Mwangi',
    roles: [...roles],
  },
  outbox: openOutbox(`outbox-${randomUUID()}`),
  known: await openKnown(`known-${randomUUID()}`),
  means: () => ({ now: NOW, newId: () => randomUUID() }),
  sendNow: () => undefined,
});

/** What is on the page, without the marks around names that people wrote. */
export const plain = (text: string | null | undefined): string =>
  (text ?? '').replace(/[\u2068\u2069]/g, '');
