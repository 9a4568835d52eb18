// What `npm run privacy` measures, in small: real browsers, the built app, the real server.
import { afterEach, expect, test } from 'vitest';
import { SOME_VISITS, lookAfterLeaving, lookWherePagesAreKept } from '../privacy/after-leaving.ts';
import { writeOnControlPage } from '../privacy/control-page.ts';
import { floodOf } from '../privacy/flood.ts';
import { speakOnHandedPhone } from '../privacy/handed-phone.ts';
import { openHouse, type OpenHouse } from '../privacy/open-house.ts';
import { speakOnOwnPhone } from '../privacy/own-phone.ts';
import { requestHits } from '../privacy/request-hits.ts';
import { type Recorder, startRecorder } from '../privacy/recorder.ts';
import { roomOfFortyOf } from '../privacy/room-of-forty.ts';
import { isLong } from '../support/long.ts';
import { speakAndSearch } from '../privacy/server-traces.ts';

const FIREFOX = process.env['FIREFOX_PATH'] || undefined;

let house: OpenHouse | undefined;
let recorder: Recorder | undefined;

afterEach(async () => {
  await house?.server.stop();
  recorder?.close();
});

test('[A4] who spoke, asked, wrote back or took back stands nowhere on the server, nor at what time', async () => {
  expect((await speakAndSearch()).hits).toEqual([]);
});

test('[A1] what was typed on a person’s own phone is in no file of its browser; on a page without protections the same search finds it', async () => {
  recorder = await startRecorder();
  house = await openHouse(recorder);
  expect(await speakOnOwnPhone(house)).toEqual([]);
  expect(requestHits(recorder.requests).hits).toEqual([]);
  expect((await writeOnControlPage()).length).toBeGreaterThan(0);
});

test('[A2] [A3] what was said on a handed-over phone is in no file of it, and its request tells nothing of whose it is', async () => {
  recorder = await startRecorder();
  house = await openHouse(recorder);
  const { hits, ids } = await speakOnHandedPhone(house, recorder);
  expect(hits).toEqual([]);
  expect(requestHits(recorder.requests, ids).hits).toEqual([]);
});

test.each(FIREFOX === undefined ? ['Chromium'] : ['Chromium', 'Firefox'])(
  '[A1] [A6] left quickly or for another page, Back and Forward find no form, no words, no code and no answer, in %s',
  async (engine) => {
    house = await openHouse();
    const { hits, browsers } = await lookAfterLeaving(house, FIREFOX, SOME_VISITS, engine);
    expect(hits).toEqual([]);
    expect(browsers).toEqual([engine]);
  },
);

test('[A1] [A6] a page that a browser kept as it was left comes back empty, in Chromium and (with --long) Firefox', async () => {
  const { hits } = await lookWherePagesAreKept(isLong ? FIREFOX : undefined);
  expect(hits).toEqual([]);
});

test('a room of people behind the address of a flood is heard', async () => {
  const [refused] = await roomOfFortyOf(true).run(new Set(['room_of_forty_refused']));
  expect(refused?.value).toBe(0);
});

test('of those who speak at a rate of 10,000 an hour, beside a manager who reads, nobody is refused', async () => {
  const [refused] = await floodOf(true).run(new Set(['flood_refused']));
  expect(refused).toMatchObject({ name: 'flood_refused', value: 0 });
});
