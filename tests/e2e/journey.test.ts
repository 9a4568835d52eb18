// The main journey, on real storage, a real worker, a real server and real browsers that are really killed: once in each
// engine that is installed here.
import { afterEach, expect, test } from 'vitest';
import type { Device } from '../support/engines/engine.ts';
import { installedEngines } from '../support/engines/installed.ts';
import {
  cards,
  comeOnline,
  join,
  keep,
  readyToKeep,
  textsOf,
  workerIsReady,
} from '../support/engines/walking.ts';
import { type TestServer, startServer, temporaryFolder } from '../support/server.ts';
import { act, organisation, personOnDesk, saying, wordsOnDesk } from '../support/walking.ts';

/** Odd on purpose: all of it must arrive to the letter. */
const SAID = [
  'I used to sit by the door.\nNow I put the kettle on for everyone.',
  'لم يخبرني أحد ماذا حدث بعد ذلك \u{1F44D}\u{1F3FD}',
  '<b>bold</b> \'); DROP TABLE moment; -- \u202Edlrow\u202C & "quotes"',
];

/** A browser is started four times for each. */
const JOURNEY_MS = 180_000;

let server: TestServer | undefined;
let device: Device | undefined;

afterEach(async () => {
  await device?.kill();
  await server?.kill();
});

for (const { name, openDevice } of installedEngines) {
  test(
    `[O3] [S1] [P4] ${name}: three moments kept without signal survive a killed browser, are sent once, and survive a killed server`,
    async () => {
      server = await startServer();
      const { url } = server;
      const { manager, invitation } = await organisation(url, server.setUpLink);
      const profile = temporaryFolder();

      let phone = (device = await openDevice(profile));
      await join(phone, invitation);
      await readyToKeep(phone);
      await workerIsReady(phone);
      await phone.close();
      expect(phone.complaints).toEqual([]);

      await server.stop();
      phone = device = await openDevice(profile);
      await phone.open(url);
      for (const words of SAID) await keep(phone, words);
      await phone.kill();
      expect(phone.complaints).toEqual([]);

      phone = device = await openDevice(profile);
      await phone.open(`${url}/waiting`);
      await expect.poll(() => cards(phone)).toEqual(SAID.toReversed());

      await server.restart();
      await comeOnline(phone);
      const sent = expect.stringMatching(saying('Sent to Harbour House'));
      await expect.poll(() => textsOf(phone, '.state')).toEqual(SAID.map(() => sent));
      expect(await cards(phone)).toEqual(SAID.toReversed());
      await phone.close();
      expect(phone.complaints).toEqual([]);

      const { personId } = await personOnDesk(url, manager, 'Maya');
      const { link } = await act(url, manager, `/v1/desk/people/${personId}/renew`);
      const desk = (device = await openDevice(temporaryFolder()));
      const onDesk = async (): Promise<string[]> => (await cards(desk)).toSorted();
      await join(desk, link);
      await expect.poll(onDesk).toEqual(SAID.toSorted());
      await workerIsReady(desk);

      await server.kill();
      await server.restart();
      expect((await wordsOnDesk(url, manager)).toSorted()).toEqual(SAID.toSorted());
      await desk.open(`${url}/inbox`);
      await expect.poll(onDesk).toEqual(SAID.toSorted());
      await desk.close();
      expect(desk.complaints).toEqual([]);
    },
    JOURNEY_MS,
  );
}
