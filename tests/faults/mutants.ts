// Faults put into the code on purpose: the checks must catch each one, or they do not check what they claim. Each is a
// small change of the source; one whose text is not there any more is an error, so that the list stays true.

interface Change {
  file: string;
  find: string;
  replace: string;
}

export interface Mutant extends Change {
  name: string;
  /** The promise that it breaks. */
  breaks: string;
  /** Where the code looks twice, the second look. */
  also?: Change;
  /** The scenario that is known to catch it: only to be quick. */
  tryFirst?: string;
}

export const MUTANTS: readonly Mutant[] = [
  // The outbox.
  {
    name: 'delete before the receipt',
    breaks: 'O2',
    file: 'src/device/outbox.ts',
    find: `        store.put({
          ...row,
          attempts: row.attempts + 1,
          sendingUntil: now + REQUEST_LIMIT_MS,
        }),`,
    replace: `        store.delete(row.operationId),`,
    tryFirst: 'a save',
  },
  {
    name: 'attempt not recorded before sending',
    breaks: 'O4',
    file: 'src/device/outbox.ts',
    find: `attempts: row.attempts + 1,`,
    replace: `attempts: row.attempts,`,
    tryFirst: 'a withdrawal after it left',
  },
  {
    name: 'fresh id per retry',
    breaks: 'O1',
    file: 'src/device/outbox.ts',
    find: `  operationId: row.operationId,
  momentId: row.momentId,`,
    replace: `  operationId: row.attempts > 0 ? crypto.randomUUID() : row.operationId,
  momentId: row.momentId,`,
    tryFirst: 'a withdrawal of what was changed on its way',
  },
  {
    name: 'saved in two transactions',
    breaks: 'S3',
    file: 'src/device/outbox.ts',
    find: `    if (hereAlready !== undefined) return;
    await Promise.all([
      tx.objectStore('moments').put(moment),
      tx.objectStore('operations').put({ ...operation, heldUntil: now + HOLD_MS }),
    ]);
  });`,
    replace: `    if (hereAlready !== undefined) return;
    await tx.objectStore('moments').put(moment);
  });
  await database.write(['operations'], async (tx) => void (await tx.objectStore('operations').put({ ...operation, heldUntil: now + HOLD_MS })));`,
    tryFirst: 'a save that is cut off between two writes',
  },
  {
    name: 'a change replaces what was sent',
    breaks: 'O1',
    file: 'src/device/outbox.ts',
    find: `const unsent = earlier.find(({ attempts }) => attempts === 0);`,
    replace: `const unsent = earlier.find(({ queuedAt }) => queuedAt !== undefined);`,
    tryFirst: 'a withdrawal of what was changed on its way',
  },
  {
    name: 'a change keeps the revision',
    breaks: 'P9',
    file: 'src/device/outbox.ts',
    find: `revision: lastRevision(earlier) + 1 },`,
    replace: `revision: lastRevision(earlier) },`,
    tryFirst: 'a withdrawal of what was changed on its way',
  },
  {
    name: 'withdrawal of what was sent forgotten',
    breaks: 'O4',
    file: 'src/device/outbox.ts',
    find: `if (here && left.length === 0) {`,
    replace: `if (here && left.length < 2) {`,
    tryFirst: 'a withdrawal after it left',
  },
  {
    name: 'hold ignored',
    breaks: 'O4',
    file: 'src/device/outbox.ts',
    find: `  heldUntil > now && heldUntil <= now + HOLD_MS;`,
    replace: `  heldUntil > now && heldUntil <= now;`,
    tryFirst: 'a change before it left',
  },
  {
    name: 'hold believed however far ahead',
    breaks: 'O4',
    file: 'src/device/outbox.ts',
    find: `heldUntil > now && heldUntil <= now + HOLD_MS;`,
    replace: `heldUntil > now;`,
    tryFirst: 'a clock that goes back while a card is open',
  },
  {
    name: 'another person sent, too',
    breaks: 'O5',
    file: 'src/device/outbox.ts',
    find: `  IDBKeyRange.bound([personId, -Infinity], [personId, Infinity]);`,
    replace: `  IDBKeyRange.bound(['', -Infinity], [personId && '~', Infinity]);`,
    tryFirst: 'a tab of somebody who is not signed in any more',
  },
  {
    name: 'refused and forgotten',
    breaks: 'O6',
    file: 'src/device/outbox.ts',
    find: `if (status === 'rejected') row.attention = code ?? 'rejected';`,
    replace: `if (status === 'rejected') row.sendingUntil = 0;`,
    tryFirst: 'one that is refused',
  },
  {
    name: 'retry taken for a receipt',
    breaks: 'P1',
    file: 'src/device/outbox.ts',
    find: `if (status === 'retry') {`,
    replace: `if (status === 'retry' && receivedAt !== undefined) {`,
    tryFirst: 'a change that comes before what it changes',
  },
  // The drain.
  {
    name: 'a refused batch given up whole',
    breaks: 'P5',
    file: 'src/device/drain.ts',
    find: `if (batch.operations.length > 1 || only === undefined) {`,
    replace: `if (only === undefined) {`,
    tryFirst: 'one that is refused',
  },
  {
    name: 'left out of the answer, taken for stored',
    breaks: 'P2',
    file: 'src/device/drain.ts',
    find: `status: 'retry' as const }));`,
    replace: `status: 'stored' as const, receivedAt: new Date().toISOString() }));`,
    tryFirst: 'an answer of another time',
  },
  {
    name: 'sign-in never found to be needed',
    breaks: 'P7',
    file: 'src/device/drain.ts',
    find: `if (sender.signInNeeded) return { kind: 'sign-in needed' };`,
    replace: `if (sender.failures > 0) return { kind: 'sign-in needed' };`,
    tryFirst: 'a withdrawal of what was changed on its way',
  },
  {
    name: 'retry time of a wrong clock believed',
    breaks: 'P10',
    file: 'src/device/drain.ts',
    find: `time > now && time <= now + 3_600_000;`,
    replace: `time > now;`,
    tryFirst: 'a clock that goes back after a failure',
  },
  // What an answer proves.
  {
    name: 'any 200 accepted',
    breaks: 'P2',
    file: 'src/device/transport.ts',
    find: `      if (!isOurs(answer)) return { kind: 'unknown', retryAfterMs: waitMs };
      if (response.status === 200) return provenBy(answer, request);`,
    replace: `      if (response.status === 200) {
        const receivedAt = new Date(now()).toISOString();
        const results = request.operations.map(({ operationId, digest }) => ({ operationId, digest, status: 'stored' as const, receivedAt }));
        return { kind: 'answered', epoch: '', results };
      }
      if (!isOurs(answer)) return { kind: 'unknown', retryAfterMs: waitMs };`,
    tryFirst: 'an answer of another service',
  },
  {
    name: 'marker not looked at',
    breaks: 'P2',
    file: 'src/device/transport.ts',
    find: `(answer as Answer | null)?.protocol === PROTOCOL;`,
    replace: `(answer as Answer | null)?.protocol !== undefined;`,
    tryFirst: 'an answer of another service',
  },
  {
    name: 'digest not echoed',
    breaks: 'P2',
    file: 'src/device/transport.ts',
    find: `sent.get(result.operationId) === result.digest &&`,
    replace: `sent.has(result.operationId) &&`,
    also: {
      file: 'src/device/outbox.ts',
      find: `row.digest !== digest || `,
      replace: ``,
    },
    tryFirst: 'an answer about other bytes',
  },
  {
    name: 'no end to a request',
    breaks: 'P5',
    file: 'src/device/transport.ts',
    find: `const timer = setTimeout(() => limit.abort(), REQUEST_LIMIT_MS);`,
    replace: `const timer = setTimeout(() => undefined, REQUEST_LIMIT_MS);`,
    tryFirst: 'a request that hangs',
  },
  // The phone's database.
  {
    name: 'durability relaxed',
    breaks: 'S1',
    file: 'src/device/database.ts',
    find: `{ durability: 'strict' }`,
    replace: `{ durability: 'relaxed' }`,
  },
  {
    name: 'saved before the transaction completed',
    breaks: 'S1',
    file: 'src/device/database.ts',
    find: `    const result = await work(tx);
    await tx.done;
    return result;
  } catch`,
    replace: `    const result = await work(tx);
    return result;
  } catch`,
    tryFirst: 'a storage that fails at the last',
  },
  // The page that sends.
  {
    name: 'no timer after a failure',
    breaks: 'P6',
    file: 'src/device/sending.ts',
    find: `if (!stopped) timer = setTimeout(() => void run(false), waitMs);`,
    replace: `if (!stopped && nextAt === Infinity) timer = setTimeout(() => void run(false), waitMs);`,
  },
  // The endpoint.
  {
    name: 'stored under whoever the request names',
    breaks: 'O5',
    file: 'src/server/endpoint/push.ts',
    find: `if (body.sender !== personId) return refuse('other_person');`,
    replace: `if (body.sender === '') return refuse('other_person');`,
    tryFirst: 'a tab of somebody who is not signed in any more',
  },
  {
    name: 'receipt before the commit',
    breaks: 'P4',
    file: 'src/server/store/grouped-commits.ts',
    find: `      await this.#connection.commit();
    } catch`,
    replace: `      for (const answer of answers) answer();
      await this.#connection.commit();
    } catch`,
    tryFirst: 'a disk that is full',
  },
  {
    name: 'commits not synced',
    breaks: 'P4',
    file: 'src/server/store/sqlite-connection.ts',
    find: `PRAGMA synchronous = FULL`,
    replace: `PRAGMA synchronous = NORMAL`,
  },
  {
    name: 'duplicates not looked for',
    breaks: 'P3',
    file: 'src/server/accept.ts',
    find: `  const operations = await transaction.operationsById(kept.map(({ operationId }) => operationId));`,
    replace: `  const operations: never[] = [];`,
    tryFirst: 'a withdrawal of what was changed on its way',
  },
  {
    name: 'receipt without its operation',
    breaks: 'P4',
    file: 'src/server/accept.ts',
    find: `if (operations.length > 0) await transaction.keepOperations(operations);`,
    replace: `if (operations.length > 1) await transaction.keepOperations(operations);`,
  },
  {
    name: 'moment not kept',
    breaks: 'P4',
    file: 'src/server/accept.ts',
    find: `if (moments.length > 0) {`,
    replace: `if (moments.length > 0 && operations.length < 2) {`,
    tryFirst: 'many at once',
  },
  {
    name: 'bodies stay after a withdrawal',
    breaks: 'X2',
    file: 'src/server/accept.ts',
    find: `if (withdrawn.length > 0) await transaction.eraseBodies(withdrawn);`,
    replace: `if (withdrawn.length > 9) await transaction.eraseBodies(withdrawn);`,
    tryFirst: 'a withdrawal after it left',
  },
  {
    name: 'the last to arrive wins',
    breaks: 'P9',
    file: 'src/domain/moment.ts',
    find: `if (one.revision !== other.revision) return other.revision > one.revision ? other : one;`,
    replace: `if (one.revision !== other.revision) return other;`,
    tryFirst: 'a change that comes before what it changes',
  },
  {
    name: 'words of what was withdrawn kept when they come late',
    breaks: 'O4',
    file: 'src/server/decide.ts',
    find: `moments.get(operation.momentId)?.standing.body === null ? withoutWords(operation) : operation,`,
    replace: `operation,`,
    tryFirst: 'a withdrawal that comes before what it ends',
  },
  // Restored backups.
  {
    name: 'not offered again after a restore',
    breaks: 'L3',
    file: 'src/device/outbox.ts',
    find: `if (before === undefined || before === epoch) return;`,
    replace: `if (before !== '') return;`,
    tryFirst: 'a restored backup',
  },
  {
    name: 'withdrawals not noted beside the database',
    breaks: 'L3',
    file: 'src/server/store/withdrawn-file.ts',
    find: `if (this.#ids.length > 0) await`,
    replace: `if (this.#ids.length > 9) await`,
    tryFirst: 'a withdrawal before a restored backup',
  },
  {
    name: 'what waits forgotten with what was sent',
    breaks: 'O2',
    file: 'src/device/forget.ts',
    find: `rows.every(({ receivedAt }) => receivedAt !== undefined)) {
        await cursor.delete();
        if (rows.length === 1) await`,
    replace: `rows.some(({ receivedAt }) => receivedAt !== undefined)) {
        await cursor.delete();
        await`,
    tryFirst: 'a change of what was sent a month ago',
  },
  {
    name: 'a file leaves its operations as they were',
    breaks: 'O1',
    file: 'src/device/hand-in.ts',
    find: `store.put({ ...row, attempts: 1 })`,
    replace: `store.put({ ...row })`,
    tryFirst: 'a file of what is taken back',
  },
  {
    name: 'room is made by what waits',
    breaks: 'S4',
    file: 'src/device/make-room.ts',
    find: `receivedAt !== undefined && queuedAt === undefined && attention === undefined;`,
    replace: `receivedAt !== '' || queuedAt === undefined || attention === undefined;`,
    tryFirst: 'a storage that makes room',
  },
];

/** The source of `file` with the mutant in it; as it is where the mutant has nothing to do with it. */
export const mutated = <Source>(mutant: Mutant, file: string, source: Source): Source | string =>
  [mutant, ...(mutant.also === undefined ? [] : [mutant.also])]
    .filter((change) => change.file === file)
    .reduce<Source | string>((text, { find, replace }) => {
      const parts = String(text).split(find);
      if (parts.length !== 2) throw new Error(`${file} does not hold once: ${find}`);
      return parts.join(replace);
    }, source);
