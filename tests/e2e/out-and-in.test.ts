// Moments as a file and back again, in a real browser under the real content security policy.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { momentList } from '../../src/contract/desk-export.ts';
import { fromHarmlessCell } from '../../src/domain/cell-text.ts';
import { readTable } from '../../src/manager/out-and-in/table.ts';
import { say as sayAudit } from '../../src/words/manager-audit.ts';
import { say } from '../../src/words/manager-table.ts';
import { PHONE, complaintsOf, launchBrowser } from '../support/browser.ts';
import { aMoment, operationOf } from '../support/operations.ts';
import {
  type SignedInDevice,
  type TestServer,
  firstProgramme,
  push,
  startServer,
} from '../support/server.ts';
import { organisation, saying } from '../support/walking.ts';

const BUILT = fileURLToPath(new URL('../../dist', import.meta.url));

const TRICKY = [
  '=HYPERLINK("https://example.org","Click")',
  '  +1',
  "'=quoted",
  '<img src=x onerror="alert(1)">&amp;',
  'one, "two"; three\nand\r\nanother',
  'שלום "עולם"',
  'control \u0001 and _x0041_',
  '🙂'.repeat(2000),
];
/** So many that the file is packed and unpacked in the large. */
const MANY = Array.from({ length: 400 }, (_, index) =>
  `${index} ${Math.sin(index)} `.repeat(120).slice(0, 2500),
);

let browser: Browser;
let houses: { server: TestServer; manager: SignedInDevice; page: Page; complaints: string[] }[];

const openHouse = async () => {
  const server = await startServer({ appDir: BUILT });
  const { manager } = await organisation(server.url, server.setUpLink);
  const context = await browser.newContext({ viewport: PHONE, locale: 'en-GB' });
  const [name = '', value = ''] = manager.cookie.split('=');
  await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Lax' }]);
  const page = await context.newPage();
  const house = { server, manager, page, complaints: complaintsOf(page) };
  houses.push(house);
  return house;
};

beforeEach(async () => {
  houses = [];
  browser = await launchBrowser();
});
afterEach(async () => {
  await browser?.close();
  for (const { server } of houses) await server.kill();
});

const wordsOf = async ({ server, manager }: (typeof houses)[number]): Promise<string[]> => {
  const response = await fetch(`${server.url}/v1/desk/export?format=json`, {
    headers: { Cookie: manager.cookie },
  });
  return momentList.parse(await response.json()).moments.map(({ words }) => words);
};
const press = (page: Page, name: string) =>
  page.getByRole('button', { name: saying(name) }).click();

test('[X3] what one house takes out as Excel, another brings in to the letter, and no second time', async () => {
  const from = await openHouse();
  const programmeId = await firstProgramme(from.server.url, from.manager);
  const operations = [...TRICKY, ...MANY].map((words) =>
    operationOf(aMoment({ words, programmeId })),
  );
  while (operations.length > 0) {
    await push(from.server.url, from.manager, operations.splice(0, 100));
  }
  const words = await wordsOf(from);
  await from.page.goto(`${from.server.url}/people/tables`);
  const [download] = await Promise.all([
    from.page.waitForEvent('download'),
    press(from.page, say('out.take')),
  ]);
  await from.page.getByText(say('out.saved')).waitFor();
  const path = await download.path();
  const bytes = new Uint8Array(readFileSync(path));
  const table = await readTable(bytes.buffer);
  expect(table.ok && table.value.rows.map((row) => fromHarmlessCell(row[1]!))).toEqual(words);

  await from.page.goto(`${from.server.url}/people/audit`);
  const count = words.length;
  await from.page.getByText(sayAudit('audit.did.moments_exported', { count })).last().waitFor();

  const into = await openHouse();
  await into.page.goto(`${into.server.url}/people/tables`);
  for (const isAgain of [false, true]) {
    const buffer = Buffer.from(bytes);
    await into.page
      .getByLabel(say('in.choose'))
      .setInputFiles({ name: 'a.xlsx', mimeType: '', buffer });
    await into.page.getByText(say('in.ours')).waitFor();
    await into.page.getByLabel(say('in.programme')).selectOption({ index: 1 });
    await press(into.page, say('in.preview'));
    if (isAgain) {
      await into.page.getByText(say('in.would.none')).waitFor();
      continue;
    }
    await press(into.page, say('in.take', { count }));
    await into.page.getByText(say('in.done', { count })).waitFor();
  }
  expect((await wordsOf(into)).toSorted()).toEqual(words.toSorted());
  expect([...from.complaints, ...into.complaints]).toEqual([]);
});
