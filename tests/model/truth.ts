// What people were told, and whether it still holds. Each moment bears a mark of its own in its words, so that it is
// known wherever it turns up.
import type { KeptMoment, KeptOperation, Sender } from '../../src/device/database.ts';
import { KEPT_AFTER_SENDING_MS } from '../../src/device/outbox.ts';
import type { StoredMoment, StoredOperation } from './server.ts';

/** A breach of the hard promise, counted under one of these. */
export type Kind = 'lost' | 'doubled' | 'stuck';
export interface Breach {
  kind: Kind;
  said: string;
}

/** Words that a person gave a moment, and between which instants they may have been kept. */
export interface Version {
  words: string;
  askedAt: number;
  /** When the phone said "Saved", or when the tab was gone; Infinity while it is open. */
  endedAt: number;
  /** Undefined as long as the person was told nothing. */
  kept?: boolean | undefined;
}

export interface Said {
  mark: string;
  /** Null until a row of it was seen. */
  momentId: string | null;
  personId: string;
  phone: number;
  versions: Version[];
  /** A person was told that it is taken back; or asked for it, and heard nothing. */
  withdrawal: 'none' | 'asked' | 'told';
  /** Its withdrawal was once on the server: from then on none of its words may be. */
  isWithdrawnThere: boolean;
  /** The endpoint has, or had, good reason to refuse it. */
  mayBeRefused: boolean;
  /** True time. */
  saidAtMs: number;
}

export interface Phone {
  number: number;
  /** What it says the time is; null once it was set otherwise. */
  clock: number | null;
  moments: KeptMoment[];
  operations: KeptOperation[];
  senders: Sender[];
}

export interface Held {
  /** True time, in ms. */
  now: number;
  phones: Phone[];
  stored: { operations: StoredOperation[]; moments: StoredMoment[] };
}

const markIn = (text: string | null | undefined): string | undefined =>
  /#\d+#/.exec(text ?? '')?.[0];

export const wordsIn = (body: string | null): string | null =>
  body === null ? null : ((JSON.parse(body) as { words?: string }).words ?? null);

export class Truth {
  readonly said: Said[] = [];
  /** A count of what happened, to tell before from after. */
  clock = 0;
  /** Whose each session is. */
  readonly sessions = new Map<string, string>();
  readonly #bytes = new Map<string, string>();

  ask(
    said: Pick<Said, 'personId' | 'phone' | 'mayBeRefused' | 'saidAtMs'>,
    wordsOf: (mark: string) => string,
  ): Said {
    const mark = `#${this.said.length}#`;
    const version = { words: wordsOf(mark), askedAt: (this.clock += 1), endedAt: Infinity };
    const asked: Said = {
      ...said,
      mark,
      momentId: null,
      versions: [version],
      withdrawal: 'none',
      isWithdrawnThere: false,
    };
    this.said.push(asked);
    return asked;
  }

  askChange(said: Said, words: string): Version {
    const version = { words, askedAt: (this.clock += 1), endedAt: Infinity };
    said.versions.push(version);
    return version;
  }

  /** The phone has answered: `kept` says what. */
  hear(version: Version, kept: boolean): void {
    version.endedAt = this.clock += 1;
    version.kept = kept;
  }

  /** The tab was gone before it answered. */
  neverHear(version: Version): void {
    if (version.endedAt === Infinity) version.endedAt = this.clock += 1;
  }

  /** An operation id stands for the same bytes wherever and whenever it is seen (O1). */
  checkBytes(
    id: string,
    { momentId, revision, kind, body, digest }: Record<string, unknown>,
  ): Breach[] {
    const bytes = JSON.stringify([momentId, revision, kind, body, digest]);
    const before = this.#bytes.get(id);
    this.#bytes.set(id, bytes);
    return before === undefined || before === bytes
      ? []
      : [{ kind: 'doubled', said: `[O1] operation ${id} was ${before} and is ${bytes}` }];
  }

  /**
   * What is wrong, given all that phones and server hold at an instant at which nothing is under way. `past` names the
   * databases that were there before a restore: a phone that has not heard of it yet still believes what they said.
   */
  check(held: Held, past: ReadonlySet<string>): Breach[] {
    this.#recognise(held);
    const breaches: Breach[] = [];
    const isWrong = (kind: Kind, said: string): void => void breaches.push({ kind, said });
    const stored = {
      operations: groupBy(held.stored.operations, ({ moment_id }) => moment_id),
      moments: new Map(held.stored.moments.map((moment) => [moment.moment_id, moment])),
    };
    for (const phone of held.phones) {
      for (const row of phone.operations) {
        if (row.attempts > 0) breaches.push(...this.checkBytes(row.operationId, { ...row }));
      }
      checkRows(phone, held.stored.operations, past, isWrong);
    }
    this.#checkStored(held.stored.operations, isWrong);

    for (const said of this.said) {
      const phone = held.phones[said.phone]!;
      const believes = believesIn(phone, said.personId, past);
      const there = said.momentId === null ? undefined : stored.moments.get(said.momentId);
      const operationsThere = stored.operations.get(said.momentId ?? '') ?? [];
      checkOnce(said, held, isWrong);
      const own = phone.operations.filter(({ momentId }) => momentId === said.momentId);
      const kept = phone.moments.find(({ momentId }) => momentId === said.momentId);
      if (said.withdrawal !== 'none') {
        checkWithdrawn(said, { own, kept, there, operationsThere, believes }, isWrong);
      } else if (said.versions[0]!.kept === true) {
        const isLongAgo = held.now - said.saidAtMs > KEPT_AFTER_SENDING_MS;
        checkKept(said, isLongAgo, { own, kept, there, operationsThere, believes }, isWrong);
      } else if (said.versions[0]!.kept === false && (kept ?? there) !== undefined) {
        isWrong('doubled', `${said.mark} was not kept, the phone said, and yet it is there`);
      }
    }
    return breaches;
  }

  /** Finds out by their marks which ids the moments have. */
  #recognise({ phones, stored }: Held): void {
    const name = (text: string | null | undefined, momentId: string): void => {
      const mark = markIn(text);
      const said = mark === undefined ? undefined : this.said[Number(mark.slice(1, -1))];
      if (said !== undefined) said.momentId ??= momentId;
    };
    for (const { moments } of phones) {
      for (const { body, momentId } of moments) name(body?.words, momentId);
    }
    for (const { words, moment_id } of stored.moments) name(words, moment_id);
  }

  #checkStored(operations: StoredOperation[], isWrong: (kind: Kind, said: string) => void): void {
    const ids = new Set<string>();
    const revisions = new Set<string>();
    const owners = new Map(this.said.map(({ momentId, personId }) => [momentId, personId]));
    for (const row of operations) {
      if (ids.has(row.operation_id)) {
        isWrong('doubled', `[P3] operation ${row.operation_id} is stored with two bodies`);
      }
      ids.add(row.operation_id);
      const place = `${row.moment_id} ${row.revision} ${row.digest}`;
      if (revisions.has(place)) isWrong('doubled', `[O1] stored under two ids: ${place}`);
      revisions.add(place);
      const owner = owners.get(row.moment_id);
      if (owner !== undefined && owner !== row.person_id) {
        isWrong('lost', `[O5] ${row.moment_id} is ${owner}'s and stored as ${row.person_id}'s`);
      }
      const sender = this.sessions.get(row.session_id);
      if (sender !== undefined && sender !== row.person_id) {
        isWrong('lost', `[O5] ${row.moment_id} came by the session of ${sender}`);
      }
    }
  }
}

/** The words that may stand now: the last that were said to be saved, and what nobody knows to have come after. */
export const acceptable = ({ versions }: Said): string[] =>
  versions
    .filter(({ kept }) => kept !== false)
    .filter(
      (version) =>
        !versions.some((later) => later.kept === true && later.askedAt > version.endedAt),
    )
    .map(({ words }) => words);

const groupBy = <T>(rows: T[], keyOf: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
};

interface Found {
  own: KeptOperation[];
  kept: KeptMoment | undefined;
  there: StoredMoment | undefined;
  operationsThere: StoredOperation[];
  /** Its phone has not heard yet that the database was restored: it offers again what it sent, once it does (L3). */
  believes: boolean;
}

/** Still to be sent, or shown to the person as refused. */
const isHere = ({ queuedAt, attention }: KeptOperation): boolean =>
  queuedAt !== undefined || attention !== undefined;

const believesIn = ({ senders }: Phone, personId: string, past: ReadonlySet<string>): boolean =>
  past.has(senders.find((sender) => sender.personId === personId)?.epoch ?? '');

const checkKept = (
  said: Said,
  isLongAgo: boolean,
  { own, kept, there, operationsThere, believes }: Found,
  isWrong: (kind: Kind, said: string) => void,
): void => {
  const words = acceptable(said);
  const inOutbox = own.some(
    (row) => (believes || isHere(row)) && words.includes(wordsIn(row.body) ?? ''),
  );
  const onServer =
    (there !== undefined && words.includes(there.words ?? '')) ||
    operationsThere.some(
      ({ status, body }) => status === 'quarantined' && words.includes(wordsIn(body) ?? ''),
    );
  if (!inOutbox && !onServer) {
    isWrong('lost', `${said.mark} is neither in the outbox nor on the server as it was saved`);
  }
  const isForgotten = isLongAgo && onServer && kept === undefined && own.length === 0;
  if (!isForgotten && !words.includes(kept?.body?.words ?? '')) {
    isWrong('lost', `${said.mark} is not shown on its phone as it was saved`);
  }
};

const checkWithdrawn = (
  said: Said,
  { own, kept, there, operationsThere, believes }: Found,
  isWrong: (kind: Kind, said: string) => void,
): void => {
  const withdrawal = own.find(({ kind }) => kind === 'withdraw');
  said.isWithdrawnThere ||= operationsThere.some(
    ({ kind, status }) => kind === 'withdraw' && status === 'stored',
  );
  const hasWords =
    (there !== undefined && there.words !== null) ||
    operationsThere.some(({ kind, body }) => kind !== 'withdraw' && body !== null);
  if (hasWords && said.isWithdrawnThere) {
    isWrong('doubled', `[O4] ${said.mark} was withdrawn on the server, and its words came back`);
  }
  if (said.withdrawal !== 'told') return;
  if (hasWords && (withdrawal === undefined || !(believes || isHere(withdrawal)))) {
    isWrong('lost', `[O4] the withdrawal of ${said.mark} is lost: its words stay on the server`);
  }
  if (kept !== undefined && kept.body !== null) {
    isWrong('doubled', `[O4] ${said.mark} was taken back and is shown on its phone`);
  }
};

/** Exactly once: one moment on its phone, one on the server, and each revision once in the queue. */
const checkOnce = (
  { mark, momentId }: Said,
  { phones, stored }: Held,
  isWrong: (kind: Kind, said: string) => void,
): void => {
  const here = phones.flatMap(({ moments }) =>
    moments.filter(({ body }) => markIn(body?.words) === mark),
  );
  if (here.length > 1) isWrong('doubled', `${mark} is kept ${here.length} times`);
  const there = new Set([
    ...stored.moments.filter(({ words }) => markIn(words) === mark).map((row) => row.moment_id),
    ...stored.operations.filter(({ body }) => markIn(body) === mark).map((row) => row.moment_id),
  ]);
  if (there.size > 1) isWrong('doubled', `${mark} is stored ${there.size} times`);
  for (const { operations } of phones) {
    const revisions = operations
      .filter((row) => row.momentId === momentId && row.queuedAt !== undefined)
      .map(({ revision }) => revision);
    if (new Set(revisions).size < revisions.length) {
      isWrong('doubled', `[O1] ${mark} waits twice as one revision`);
    }
  }
};

/** "Sent" is true, and nothing is out of sight. */
const checkRows = (
  phone: Phone,
  stored: StoredOperation[],
  past: ReadonlySet<string>,
  isWrong: (kind: Kind, said: string) => void,
): void => {
  const { operations, moments, clock } = phone;
  const there = new Set(stored.map(({ operation_id, digest }) => `${operation_id} ${digest}`));
  const named = new Set(operations.map(({ momentId }) => momentId));
  for (const { momentId, body } of moments) {
    if (body !== null && !named.has(momentId)) {
      isWrong('stuck', `[S3] ${momentId} is on its phone, and nothing will ever send it`);
    }
  }
  for (const row of operations) {
    const isThere = there.has(`${row.operationId} ${row.digest}`);
    if (row.receivedAt !== undefined && !isThere && !believesIn(phone, row.personId, past)) {
      isWrong('lost', `[P4] ${row.momentId} is shown as sent and is not stored`);
    }
    if (clock !== null && row.attempts > 0 && row.heldUntil > clock) {
      isWrong('doubled', `[O4] ${row.momentId} left while its card was open`);
    }
    if (!isHere(row) && row.receivedAt === undefined) {
      isWrong('stuck', `[O6] ${row.momentId} neither waits nor was sent nor needs anybody`);
    }
  }
};
