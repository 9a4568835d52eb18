import { expect, test } from 'vitest';
import { deskClient } from '../../../../src/manager/desk-client.ts';
import { createInbox } from '../../../../src/manager/inbox/opened.ts';
import { NOW, aMoment, type FakeDesk, fakeDesk, someMoments } from '../fake-desk.ts';

const ALL = {};

const anInbox = async (over: Partial<FakeDesk>) => {
  const desk = fakeDesk(over);
  const inbox = createInbox(deskClient(desk.fetch), () => NOW);
  await inbox.list.show(ALL);
  const listing = () => inbox.list.listing.peek();
  const words = () => listing().moments.map((moment) => moment.words);
  return { desk, inbox, listing, words };
};

test('pages follow each other by keyset, whatever arrives meanwhile', async () => {
  const { desk, inbox, listing, words } = await anInbox({ moments: someMoments(120) });
  expect(listing().moments).toHaveLength(50);
  desk.moments = [aMoment({ words: 'late' }), ...desk.moments];
  await inbox.list.readMore();
  await inbox.list.readMore();
  expect(words()).toEqual(someMoments(120).map((moment) => moment.words));
  expect(listing().next).toBeNull();
});

test('what arrives stands above, once, and pages go on where they were', async () => {
  const { desk, inbox, listing, words } = await anInbox({ moments: someMoments(70) });
  desk.moments = [aMoment({ words: 'late' }), ...desk.moments];
  await Promise.all([inbox.refresh(), inbox.refresh(), inbox.refresh()]);
  expect(words()[0]).toBe('late');
  await inbox.list.readMore();
  expect(words()).toHaveLength(71);
  expect(new Set(words()).size).toBe(71);
  expect(listing().next).toBeNull();
});

test('a reading that brings nothing new draws nothing; one that does, does', async () => {
  const { desk, inbox, listing } = await anInbox({ moments: someMoments(3) });
  const before = listing();
  await inbox.refresh();
  expect(listing()).toBe(before);
  desk.moments = [aMoment({ words: 'late' }), ...desk.moments];
  await inbox.refresh();
  expect(listing()).not.toBe(before);
});

test('what arrives while somebody reads further down waits for them', async () => {
  const { desk, inbox, listing } = await anInbox({ moments: someMoments(3) });
  inbox.list.standAtTop(false);
  desk.moments = [aMoment(), aMoment(), ...desk.moments];
  await inbox.refresh();
  expect(listing().held).toBe(2);
  desk.moments = [aMoment(), ...desk.moments];
  await inbox.refresh();
  expect(listing().held).toBe(3);
  inbox.list.standAtTop(true);
  expect(listing().held).toBe(0);
});

test('opening one marks it as seen, at once and on the server', async () => {
  const { desk, inbox, listing } = await anInbox({ moments: someMoments(2) });
  const { momentId } = desk.moments[0]!;
  expect(listing().counts.new).toBe(2);
  const opening = inbox.open(momentId);
  expect(inbox.list.find(momentId)?.seenAt).not.toBeNull();
  expect(listing().counts.new).toBe(1);
  await opening;
  expect(desk.moments[0]?.seenAt).not.toBeNull();
  await inbox.refresh();
  expect(listing().counts.new).toBe(1);
});

test('what could not be told as seen is told at the next opening', async () => {
  const { desk, inbox, listing } = await anInbox({ moments: someMoments(2) });
  const [first, second] = desk.moments;
  desk.refuses = (path) => (path.endsWith('/seen') ? null : undefined);
  await inbox.open(first!.momentId);
  await inbox.refresh();
  expect(listing().counts.new).toBe(1);
  expect(desk.moments[0]?.seenAt).toBeNull();
  desk.refuses = null;
  await inbox.open(second!.momentId);
  expect(desk.moments.map(({ seenAt }) => seenAt === null)).toEqual([false, false]);
});

test('[X2] one that was taken back is gone from the list as soon as it is opened', async () => {
  const { desk, inbox, words } = await anInbox({ moments: someMoments(2) });
  const { momentId } = desk.moments[0]!;
  desk.moments = desk.moments.slice(1);
  await inbox.open(momentId);
  expect(inbox.opened.peek()).toMatchObject({ moment: null, gone: { wasShown: true } });
  expect(words()).toEqual(['moment 2']);
});

test('[X2] one that is taken back while it is read goes from the screen', async () => {
  const { desk, inbox } = await anInbox({ moments: someMoments(2) });
  await inbox.open(desk.moments[0]!.momentId);
  desk.moments = desk.moments.slice(1);
  await inbox.refresh();
  expect(inbox.opened.peek()).toMatchObject({ moment: null, gone: { wasShown: true } });
});

test('without signal, what is shown stays', async () => {
  const { desk, inbox, listing } = await anInbox({ moments: someMoments(2) });
  desk.refuses = () => null;
  await inbox.refresh();
  expect(listing()).toMatchObject({ trouble: { kind: 'no signal' } });
  expect(listing().moments).toHaveLength(2);
});

test('an answer for another filter does not cover this one', async () => {
  const idea = aMoment({ kind: 'idea', words: 'an idea' });
  const desk = fakeDesk({ moments: [...someMoments(2), idea] });
  let letGo = (): void => undefined;
  const isAsked = new Promise<void>((resolve) => {
    desk.refuses = () => {
      resolve();
      return undefined;
    };
  });
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const fetch = async (url: string): Promise<Response> => {
    const answer = await desk.fetch(url);
    await gate;
    return answer;
  };
  const inbox = createInbox(deskClient(fetch), () => NOW);
  const older = inbox.list.show(ALL);
  await isAsked;
  const newer = inbox.list.show({ kind: 'idea' });
  const shown: number[] = [];
  const stop = inbox.list.listing.subscribe(({ moments }) => shown.push(moments.length));
  letGo();
  await Promise.all([older, newer]);
  stop();
  expect(shown).not.toContain(3);
  expect(inbox.list.listing.peek().moments).toEqual([idea]);
});

test('far down, pages go on at the end, though not all were read again', async () => {
  const { inbox, listing } = await anInbox({ moments: someMoments(620) });
  for (let page = 0; page < 11; page++) await inbox.list.readMore();
  expect(listing().moments).toHaveLength(600);
  await inbox.refresh();
  expect(listing().moments).toHaveLength(600);
  await inbox.list.readMore();
  expect(listing().moments).toHaveLength(620);
});

test('[X2] is read again as far as it was read: no further, and to the last of it', async () => {
  const { desk, inbox, listing } = await anInbox({ moments: someMoments(120) });
  for (let arrived = 1; arrived <= 3; arrived++) {
    desk.moments = [aMoment(), ...desk.moments];
    await inbox.refresh();
    expect(listing().moments).toHaveLength(50 + arrived);
  }
  const last = listing().moments.at(-1);
  desk.moments = [aMoment(), ...desk.moments.filter(({ momentId }) => momentId !== last?.momentId)];
  await inbox.refresh();
  expect(listing().moments.some(({ momentId }) => momentId === last?.momentId)).toBe(false);
  await inbox.list.readMore();
  await inbox.list.readMore();
  expect(listing().moments).toEqual(desk.moments);
});
