// The two pictures of the README, out of the invented organisation that `npm run demo` opens.
import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { MomentKind } from '../../src/contract/moment.ts';
import { OPEN_AS } from '../../src/server/commands/demo/harbour-house.ts';
import { loadHarbourHouse } from '../../src/server/commands/demo/load.ts';
import { givePasskey } from './authenticator.ts';
import { DESK, PHONE } from './browser.ts';
import { readPng, smallPng } from './picture.ts';
import type { Room, Screen } from './screens.ts';
import { type Furnish, openStillHouses } from './still-house.ts';
import { pictureAtRest, windowOf } from './taking-pictures.ts';

const FOLDER = 'docs/pictures';
/** For screens with small pixels. */
const DENSITY = 1.5;
const STILL_FOR_MS = 1500;

const harbourHouse: Furnish = (start) => {
  const opened = (async () => {
    const server = await start();
    const { store, device, clock } = server.installation;
    const { people } = await loadHarbourHouse(store, new Date(clock.now));
    const enter = async (name: string): Promise<Room> => {
      const { organisationId, personId } = people[name]!;
      return { server, device: await device(organisationId, personId) };
    };
    const practitioner = await enter(OPEN_AS.practitioner);
    const manager = await enter(OPEN_AS.manager);
    // Else the desk would ask for one.
    await givePasskey(server.url, manager.device!);
    return { server, practitioner, manager };
  })();
  return {
    roomOf: async (looker) => (await opened)[looker === 'manager' ? 'manager' : 'practitioner'],
    close: async () => (await opened).server.kill(),
  };
};

const keep = async (page: Page, words: string, kind: MomentKind): Promise<void> => {
  await page.locator('.bar button').first().waitFor();
  await page.locator('.writing-field').fill(words);
  await page.locator(`.kinds-${kind}`).click();
  await chooseProgramme(page);
  await page.locator('.saved').waitFor();
};

/** The first time, the phone asks where this was said. */
const chooseProgramme = async (page: Page): Promise<void> => {
  const chip = page.locator('.sheet .chip', { hasText: 'Tuesday drop-in' });
  await page.locator('.saved').or(chip).first().waitFor();
  if ((await chip.count()) === 0) return;
  await chip.click();
  await page.locator('.sheet-foot .button-main').click();
};

/** Two moments that wait: there is no signal where they were said. */
const keepTwo = async (page: Page): Promise<void> => {
  await page.route('**/v1/push', (route) => route.abort());
  await keep(page, 'The form asks the same thing three times. I gave up at the second.', 'improve');
  await page.reload();
  await keep(page, 'I used to sit by the door. Now I put the kettle on for everyone.', 'celebrate');
};

const onPhone = (name: string, seen: string, reach: (page: Page) => Promise<void>): Screen => ({
  name,
  as: 'practitioner',
  leaves: true,
  path: '/new',
  reach,
  seen,
});

const ON_PHONE: readonly Screen[] = [
  onPhone('capture', '.bar-status', async (page) => {
    await keepTwo(page);
    await page.reload();
    await page.locator('.bar button').first().waitFor();
    await page.locator('.writing-field').fill('They asked me what I wanted. Nobody had asked me');
  }),
  onPhone('saved', '.saved-details', keepTwo),
  onPhone('waiting', '.moment', async (page) => {
    await keepTwo(page);
    await page.goto(new URL('/waiting', page.url()).href);
    await page.locator('.moment').first().waitFor();
    // All marks are there before the signal goes.
    await pictureAtRest(page, windowOf(PHONE), STILL_FOR_MS);
    await page.context().setOffline(true);
  }),
];

const ON_DESK: Screen = {
  name: 'desk',
  as: 'manager',
  leaves: true,
  path: '/inbox',
  reach: (page) => page.locator('main a.moment-card').nth(2).click(),
  seen: '.words-alone',
};

export const takeReadmePictures = async (browser: Browser): Promise<void> => {
  const houses = openStillHouses(browser, {
    options: { deviceScaleFactor: DENSITY },
    furnish: harbourHouse,
  });
  const phones: Buffer[] = [];
  for (const screen of ON_PHONE) {
    await houses.visit(screen, async (page) => {
      phones.push(await pictureAtRest(page, windowOf(PHONE), STILL_FOR_MS));
    });
  }
  store('phone', await sideBySide(browser, phones));
  await houses.visit(ON_DESK, async (page) => {
    store('desk', await pictureAtRest(page, windowOf(DESK), STILL_FOR_MS));
  });
  await houses.close();
};

const store = (name: string, png: Buffer): void =>
  writeFileSync(`${FOLDER}/${name}.png`, smallPng(readPng(png)));

const sideBySide = async (browser: Browser, phones: readonly Buffer[]): Promise<Buffer> => {
  const page = await browser.newPage({ deviceScaleFactor: DENSITY });
  await page.setViewportSize({ width: phones.length * (PHONE.width + 24) + 24, height: 892 });
  const images = phones.map(
    (png) => `<img alt="" src="data:image/png;base64,${png.toString('base64')}">`,
  );
  await page.setContent(`<style>
body { display: flex; gap: 24px; margin: 24px; background: #e6dfd2; }
img { inline-size: ${PHONE.width}px; border-radius: 20px; }
</style>${images.join('')}`);
  const png = await page.screenshot();
  await page.close();
  return png;
};
