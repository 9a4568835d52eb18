// Firefox by WebDriver BiDi: Playwright drives only a Firefox of its own making.
import { join } from 'node:path';
import { mkdirSync, rmSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { PHONE } from '../browser.ts';
import { type Engine, isAboutSignal } from './engine.ts';
import { endGroup, keepGroup } from './processes.ts';

/** On a profile of its own below this folder, as large as a phone. */
export const openFirefox = async (
  executablePath: string,
  profile: string,
): Promise<{ browser: Browser; page: Page; head: ChildProcess }> => {
  const userDataDir = join(profile, 'firefox');
  mkdirSync(userDataDir, { recursive: true });
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    userDataDir,
    timeout: 60_000,
  });
  // What Puppeteer would put back once Firefox has ended, while the next one already starts on the same profile.
  for (const file of ['prefs.js', 'user.js']) {
    rmSync(join(userDataDir, `${file}.puppeteer`), { force: true });
  }
  // Puppeteer starts it as the head of a group of processes.
  const head = browser.process();
  if (head === null) throw new Error('Firefox has no process');
  keepGroup(head);
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  await page.setViewport(PHONE);
  return { browser, page, head };
};

export const firefox = (executablePath: string): Engine => ({
  name: 'Firefox',
  openDevice: async (profile) => {
    const { browser, page, head } = await openFirefox(executablePath, profile);

    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(`thrown: ${String(error)}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isAboutSignal(message.text())) {
        complaints.push(`console: ${message.text()}`);
      }
    });
    return {
      open: async (address) => {
        await page.goto(address);
      },
      evaluate: async (inPage, argument) => {
        const source = `(${String(inPage)})(${JSON.stringify(argument)})`;
        return (await page.evaluate(source)) as Awaited<ReturnType<typeof inPage>>;
      },
      tapAt: ({ x, y }) => page.mouse.click(x, y),
      type: (words) => page.keyboard.type(words),
      complaints,
      close: () => browser.close(),
      kill: () => endGroup(head, 'SIGKILL'),
    };
  },
});
