import { beforeEach, describe, expect, test } from 'vitest';
import { type ExportFile, exportFile } from '../../../src/contract/export.ts';
import { BATCH_MAX_BYTES } from '../../../src/contract/limits.ts';
import { StorageError } from '../../../src/device/database.ts';
import { drain } from '../../../src/device/drain.ts';
import { filesToHandIn } from '../../../src/device/hand-in.ts';
import { listMoments } from '../../../src/device/list-moments.ts';
import { HOLD_MS, changeMoment, endHold, withdrawMoment } from '../../../src/device/outbox.ts';
import { aMoment } from '../../support/operations.ts';
import {
  AISHA,
  BEN,
  DROP_IN,
  NOON,
  type TestPhone,
  aPhone,
  receiptFor,
  storedAll,
} from '../../support/phone.ts';

const identity = {
  organisationId: '55555555-5555-4555-8555-555555555555',
  organisationName: 'Harbour House',
  personId: AISHA,
  personName: 'Aisha',
  roles: ['practitioner' as const],
};

let phone: TestPhone;
beforeEach(() => {
  phone = aPhone();
});

const files = async (momentId?: string): Promise<ExportFile[]> => {
  const of = momentId === undefined ? { now: NOON } : { now: NOON, momentId };
  const texts = await filesToHandIn(phone.outbox, identity, of);
  return texts.map((text) => exportFile.parse(JSON.parse(text)));
};
const means = () => ({ now: phone.clock.now, newId: () => crypto.randomUUID() });
const wordsOf = ({ operations }: ExportFile): string[] =>
  operations.map(({ body }) => (JSON.parse(body) as { words: string }).words);

describe('what waits, as files', () => {
  test('[O6] [S4] all of this person that was not sent is in them, and nothing else', async () => {
    await phone.save('sent');
    phone.clock.now += HOLD_MS;
    await drain(phone.means, { urgent: true });
    await phone.save('waits');
    await phone.save('of another person', BEN);
    const [file, ...more] = await files();
    expect(more).toEqual([]);
    expect(file).toMatchObject({
      format: 'moments-export/1',
      organisationId: identity.organisationId,
      personId: AISHA,
      personName: 'Aisha',
      exportedAt: '2026-11-23T12:00:00.000Z',
    });
    expect(wordsOf(file!)).toEqual(['waits']);
  });

  test('[O6] what is in a file still waits, and travels later with the same bytes', async () => {
    await phone.save('waits');
    const [file] = await files();
    expect(await listMoments(phone.outbox, AISHA, NOON)).toMatchObject([{ state: 'waiting' }]);
    await endHold(phone.outbox, AISHA);
    await drain(phone.means, { urgent: true });
    expect(phone.requests[0]?.operations).toEqual(file?.operations);
  });

  test('[O1] [O4] what is in a file may be handed in: changed or taken back, it keeps its bytes', async () => {
    const changed = await phone.save('changed later');
    phone.clock.now += 1;
    const withdrawn = await phone.save('taken back later');
    const [file] = await files();
    await changeMoment(
      phone.outbox,
      { momentId: changed, body: aMoment({ words: 'other' }) },
      means(),
    );
    await withdrawMoment(phone.outbox, { momentId: withdrawn, programmeId: DROP_IN }, means());
    phone.clock.now += HOLD_MS;
    await drain(phone.means, { urgent: true });
    const sent = phone.requests.flatMap(({ operations }) => operations);
    expect(sent).toEqual(expect.arrayContaining(file!.operations));
    expect(sent.map(({ kind, revision }) => `${kind} ${revision}`).toSorted()).toEqual([
      'amend 2',
      'create 1',
      'create 1',
      'withdraw 2',
    ]);
  });

  test('[S4] a phone that cannot write any more still gives out what it holds', async () => {
    await phone.save('cannot leave');
    phone.outbox.write = () => Promise.reject(new StorageError('full', undefined));
    expect((await files()).map(wordsOf)).toEqual([['cannot leave']]);
  });

  test('[O6] one refused moment is given out alone, and among all it takes no other with it', async () => {
    phone.answer((request) => ({
      kind: 'answered',
      epoch: 'one',
      results: request.operations.map((operation) => ({
        ...receiptFor(operation),
        status: 'rejected',
        code: 'digest_wrong',
      })),
    }));
    const momentId = await phone.save('refused');
    phone.clock.now += HOLD_MS;
    await drain(phone.means, { urgent: true });
    await phone.save('waits');
    expect((await files()).map(wordsOf)).toEqual([['waits'], ['refused']]);
    expect((await files(momentId)).map(wordsOf)).toEqual([['refused']]);
  });

  test.each([false, true])(
    '[O4] [O6] what was refused and given out is taken back on the server, too (changed before: %s)',
    async (isChanged) => {
      phone.answer(() => ({ kind: 'refused', code: 'not_valid' }));
      const momentId = await phone.save('refused');
      phone.clock.now += HOLD_MS;
      await drain(phone.means, { urgent: true });
      await files(momentId);
      const body = aMoment({ words: 'other' });
      if (isChanged) await changeMoment(phone.outbox, { momentId, body }, means());
      await withdrawMoment(phone.outbox, { momentId, programmeId: DROP_IN }, means());
      phone.answer(storedAll);
      await drain(phone.means, { urgent: true });
      expect(phone.requests.at(-1)?.operations).toMatchObject([{ momentId, kind: 'withdraw' }]);
    },
  );

  test('[O6] no file is larger than one push', async () => {
    const words = '\u{1F600}'.repeat(2_000);
    await phone.save(words);
    await phone.outbox.write(['operations'], async (tx) => {
      const store = tx.objectStore('operations');
      const [row] = await store.getAll();
      for (let copy = 1; copy < 200; copy += 1) {
        await store.put({ ...row!, operationId: crypto.randomUUID() });
      }
    });
    const texts = await filesToHandIn(phone.outbox, identity, { now: NOON });
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) {
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(BATCH_MAX_BYTES);
    }
    const made = texts.map((text) => exportFile.parse(JSON.parse(text)));
    expect(
      new Set(made.flatMap(({ operations }) => operations.map((one) => one.operationId))).size,
    ).toBe(200);
  });
});
