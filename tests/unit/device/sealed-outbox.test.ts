// The rules by which what was said without a name leaves this phone, apart from what a person pushes.
import { beforeEach, describe, expect, test } from 'vitest';
import { drain } from '../../../src/device/drain.ts';
import { endHold } from '../../../src/device/outbox.ts';
import {
  type Apart,
  type KeptSealed,
  type SealedDatabase,
  type SealedMeans,
  apartMs,
  askToPush,
  countSealed,
  dueAt,
  keepSealed,
  notePush,
  openSealed,
  pushMayLeave,
  removeRefused,
  sendSealed,
  whatLeaves,
} from '../../../src/device/sealed-outbox.ts';
import { AISHA, aPhone, NOON } from '../../support/phone.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const ENTRY = { keyId: '77777777-7777-4777-8777-777777777777', sealed: 'sealed' };

const kept = (change: Partial<KeptSealed> = {}): KeptSealed => ({
  sealedId: crypto.randomUUID(),
  entry: ENTRY,
  dueAt: NOON,
  isUrgent: false,
  gaveWay: false,
  failures: 0,
  retryAt: 0,
  ...change,
});
const FREE: Apart = { sealedFreeAt: 0, pushFreeAt: 0, pushHeldSince: 0 };
const asked = (now: number) => ({ now, isAsked: true });

describe('[A3] when something leaves', () => {
  test('a due time 0 to 15 minutes ahead; flagged for safety, at once', () => {
    expect(dueAt(NOON, 0, false)).toBe(NOON);
    expect(dueAt(NOON, 0.999_999, false)).toBeLessThan(NOON + 15 * MINUTE);
    expect(dueAt(NOON, 0.5, false)).toBe(NOON + 7.5 * MINUTE);
    expect(dueAt(NOON, 0.5, true)).toBe(NOON);
  });

  test('20 to 90 s apart', () => {
    expect(apartMs(0)).toBe(20 * SECOND);
    expect(apartMs(0.999_999)).toBeLessThan(90 * SECOND);
    expect(apartMs(0.999_999)).toBeGreaterThan(89 * SECOND);
  });

  test('not before it is due; looked at again then', () => {
    const later = kept({ dueAt: NOON + MINUTE });
    expect(whatLeaves([later], FREE, asked(NOON))).toEqual({
      leaves: null,
      givesWay: [],
      nextAt: NOON + MINUTE,
    });
    expect(whatLeaves([later], FREE, asked(NOON + MINUTE)).leaves).toBe(later);
  });

  test('a push was just before: it gives way, once, and waits', () => {
    const due = kept();
    const apart = { ...FREE, sealedFreeAt: NOON + 40 * SECOND };
    expect(whatLeaves([due], apart, asked(NOON))).toEqual({
      leaves: null,
      givesWay: [due],
      nextAt: NOON + 40 * SECOND,
    });
    expect(whatLeaves([{ ...due, gaveWay: true }], apart, asked(NOON)).givesWay).toEqual([]);
  });

  test('what gave way goes first the next time, and the push waits; not for ever', () => {
    const gave = kept({ gaveWay: true, dueAt: NOON - MINUTE });
    const other = kept({ dueAt: NOON - 5 * MINUTE });
    expect(whatLeaves([other, gave], FREE, asked(NOON)).leaves).toBe(gave);
    expect(pushMayLeave([gave], FREE, NOON)).toBeGreaterThan(NOON);
    const held = { ...FREE, pushHeldSince: NOON - 2 * MINUTE };
    expect(pushMayLeave([gave], held, NOON)).toBeGreaterThan(NOON);
    expect(pushMayLeave([gave], { ...FREE, pushHeldSince: NOON - 4 * MINUTE }, NOON)).toBe(NOON);
    // What has not given way yet holds up no push, nor what is not due.
    expect(pushMayLeave([other], FREE, NOON)).toBe(NOON);
    expect(pushMayLeave([kept({ gaveWay: true, dueAt: NOON + 1 })], FREE, NOON)).toBe(NOON);
  });

  test('flagged for safety, it waits for nothing', () => {
    const urgent = kept({ isUrgent: true });
    const apart = { ...FREE, sealedFreeAt: NOON + MINUTE };
    expect(whatLeaves([kept(), urgent], apart, asked(NOON)).leaves).toBe(urgent);
  });

  test('[P10] a clock that was set back by years holds nothing up', () => {
    const ahead = NOON + 9_999 * 24 * 60 * MINUTE;
    const due = kept({ dueAt: ahead, retryAt: ahead });
    const apart = { sealedFreeAt: ahead, pushFreeAt: ahead, pushHeldSince: ahead };
    expect(whatLeaves([due], apart, { now: NOON, isAsked: false }).leaves).toBe(due);
    expect(pushMayLeave([], apart, NOON)).toBe(NOON);
  });
});

describe('the sealed outbox', () => {
  let phone: ReturnType<typeof aPhone>;
  let database: SealedDatabase;
  let sent: { entry: unknown; at: number }[];
  let answer: () => Promise<'taken' | 'refused' | 'no word'>;
  let means: SealedMeans;

  beforeEach(() => {
    phone = aPhone();
    database = openSealed();
    sent = [];
    answer = async () => 'taken';
    means = {
      database,
      send: async (entry) => {
        sent.push({ entry, at: phone.clock.now });
        return await answer();
      },
      now: () => phone.clock.now,
      random: () => 0.5,
      alone: (work) => work(),
    };
  });
  const keepOne = (isUrgent = false, random = 0) =>
    keepSealed(database, ENTRY, { isUrgent, now: phone.clock.now, random: () => random });
  const send = () => sendSealed(means, { isAsked: true });
  const push = () =>
    drain(
      {
        ...phone.means,
        push: async (request) => {
          await notePush(database, phone.clock.now, 0.5);
          return await phone.means.push(request);
        },
        mayPushAt: () => askToPush(database, phone.clock.now),
      },
      { urgent: true },
    );
  const saveOne = async (words: string) => {
    await phone.save(words);
    await endHold(phone.outbox, AISHA);
  };

  test('[A2] keeps the sealed bytes, when they are due, and nothing else', async () => {
    await keepOne(false, 0.5);
    const rows = await database.write((tx) => tx.objectStore('entries').getAll());
    expect(rows).toEqual([
      {
        sealedId: expect.any(String),
        entry: ENTRY,
        dueAt: NOON + 7.5 * MINUTE,
        isUrgent: false,
        gaveWay: false,
        failures: 0,
        retryAt: 0,
      },
    ]);
  });

  test('[A3] a push and a sealed entry stay apart, whichever is first', async () => {
    await saveOne('what Aisha heard');
    await keepOne();
    expect(await push()).toMatchObject({ kind: 'rested' });
    expect(phone.requests).toHaveLength(1);
    expect(await send()).toBe(NOON + 55 * SECOND);
    expect(sent).toEqual([]);

    phone.clock.now += 55 * SECOND;
    expect(await send()).toBe(Infinity);
    expect(sent).toHaveLength(1);
    await saveOne('and then');
    expect(await push()).toEqual({ kind: 'rested', nextAt: NOON + 110 * SECOND });
    expect(phone.requests).toHaveLength(1);
    phone.clock.now += 55 * SECOND;
    await push();
    expect(phone.requests).toHaveLength(2);
    expect(JSON.stringify(phone.requests)).not.toContain('sealed');
    expect(phone.requests[1]!.pending.count).toBe(1);
  });

  test('[A3] having given way to a push once, it goes first at the next opening', async () => {
    await saveOne('first');
    await keepOne();
    await push();
    await send();
    // The app is closed, and opened again later with something to push.
    phone.clock.now += 10 * MINUTE;
    await saveOne('second');
    expect(await push()).toMatchObject({ kind: 'rested' });
    expect(phone.requests).toHaveLength(1);
    await send();
    expect(sent).toHaveLength(1);
    phone.clock.now += 90 * SECOND;
    await push();
    expect(phone.requests).toHaveLength(2);
  });

  test('[O3] moments are not stuck behind one that cannot be sent', async () => {
    await keepOne();
    await notePush(database, phone.clock.now, 0);
    await send();
    phone.clock.now += 10 * MINUTE;
    await saveOne('must go');
    // Nobody sends what is sealed on this page.
    await push();
    expect(phone.requests).toHaveLength(0);
    phone.clock.now += 4 * MINUTE;
    await push();
    expect(phone.requests).toHaveLength(1);
  });

  test('[O2] without an answer it is kept and tried again; taken, it is gone', async () => {
    answer = async () => 'no word';
    await keepOne();
    const nextAt = await send();
    expect(nextAt).toBeGreaterThan(phone.clock.now);
    expect(await countSealed(database)).toEqual({ waiting: 1, refused: 0 });
    expect(sent).toHaveLength(1);
    answer = async () => 'taken';
    phone.clock.now = nextAt;
    await sendSealed(means, { isAsked: false });
    expect(sent).toHaveLength(2);
    expect(await countSealed(database)).toEqual({ waiting: 0, refused: 0 });
  });

  test('[O6] what can never be taken is told of, holds nothing up, and can be removed', async () => {
    answer = async () => 'refused';
    await keepOne();
    expect(await send()).toBe(Infinity);
    expect(await send()).toBe(Infinity);
    expect(sent).toHaveLength(1);
    expect(await countSealed(database)).toEqual({ waiting: 0, refused: 1 });
    await removeRefused(database);
    expect(await countSealed(database)).toEqual({ waiting: 0, refused: 0 });
  });

  test('[O6] what was refused is tried again the next day: its key may have come back', async () => {
    answer = async () => 'refused';
    await keepOne();
    await send();
    answer = async () => 'taken';
    phone.clock.now += 23 * 60 * MINUTE;
    await send();
    expect(sent).toHaveLength(1);
    phone.clock.now += 61 * MINUTE;
    await send();
    expect(sent).toHaveLength(2);
    expect(await countSealed(database)).toEqual({ waiting: 0, refused: 0 });
  });

  test('[A3] [O3] however many cannot be sent, a moment is pushed within three minutes', async () => {
    answer = async () => 'no word';
    // Chance spreads their tries; the same each time.
    let drawn = 1;
    means.random = () => (drawn = (drawn * 16_807) % 2_147_483_647) / 2_147_483_647;
    for (let each = 0; each < 10; each += 1) await keepOne();
    await send();
    // One that brought nothing tells enough.
    expect(sent).toHaveLength(1);
    // They have failed for hours.
    let lookAt = 0;
    const lookUntil = async (end: number): Promise<void> => {
      for (; phone.clock.now < end; phone.clock.now += SECOND) {
        if (phone.clock.now < lookAt) continue;
        lookAt = await sendSealed(means, { isAsked: false });
      }
    };
    await lookUntil(NOON + 60 * MINUTE);
    await saveOne('must go');
    const savedAt = phone.clock.now;
    let pushAt = savedAt;
    while (phone.requests.length === 0 && phone.clock.now < savedAt + 60 * MINUTE) {
      await lookUntil(phone.clock.now + SECOND);
      if (phone.clock.now < pushAt) continue;
      const outcome = await push();
      if (outcome.kind === 'rested') pushAt = outcome.nextAt;
    }
    expect(phone.requests).toHaveLength(1);
    expect(phone.clock.now - savedAt).toBeLessThan(3 * MINUTE);
    // And they go on being tried.
    const before = sent.length;
    await lookUntil(phone.clock.now + 10 * MINUTE);
    expect(sent.length).toBeGreaterThan(before);
  });

  test('each is sent by itself', async () => {
    await keepOne();
    await keepOne();
    await keepOne(true);
    await send();
    expect(sent.map(({ entry }) => entry)).toEqual([ENTRY, ENTRY, ENTRY]);
  });
});
