// WebKitGTK, a stand-in for Safari. What drives it is its own remote inspector and not WebDriver: a browser under
// automation forgets everything when it ends, and this journey is about what it does not forget.
import { once } from 'node:events';
import { join } from 'node:path';
import { vi } from 'vitest';
import { PHONE } from '../browser.ts';
import { freePort } from '../free-port.ts';
import type { Engine, Place } from './engine.ts';
import { type Inspector, connect } from './webkit-inspector.ts';
import { endGroup, startGroup } from './processes.ts';
import { startScreen } from './screen.ts';

const START = { timeout: 30_000, interval: 50 };

export const webkit = (miniBrowser: string): Engine => ({
  name: 'WebKitGTK',
  openDevice: async (profile) => {
    const screen = await startScreen();
    const address = `127.0.0.1:${await freePort()}`;
    const browser = startGroup(
      miniBrowser,
      [`--cookies-file=${join(profile, 'cookies.sqlite')}`, 'about:blank'],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          DISPLAY: screen.display,
          GDK_BACKEND: 'x11',
          // There is no graphics card behind that screen, and one in software takes seconds to begin.
          WEBKIT_DISABLE_DMABUF_RENDERER: '1',
          NO_AT_BRIDGE: '1',
          WEBKIT_INSPECTOR_HTTP_SERVER: address,
          XDG_CACHE_HOME: join(profile, 'cache'),
          XDG_CONFIG_HOME: join(profile, 'config'),
          XDG_DATA_HOME: join(profile, 'data'),
        },
      },
    );
    let said = '';
    for (const stream of [browser.stdout, browser.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
    }
    const ended = once(browser, 'close').then(() => endGroup(screen.process, 'SIGTERM'));
    const close = async (): Promise<void> => {
      // To it alone: its storage is in a process of its own, which ends in order when the browser has gone.
      browser.kill('SIGTERM');
      await ended;
    };
    const kill = async (): Promise<void> => {
      await endGroup(browser, 'SIGKILL');
      await ended;
    };
    let inspector: Inspector;
    try {
      inspector = await openPhoneSized(address);
    } catch (error) {
      await kill();
      throw new Error(`MiniBrowser cannot be inspected: ${said}`, { cause: error });
    }
    return {
      open: (url) => inspector.navigate(url),
      evaluate: (inPage, argument) => inspector.evaluate(inPage, argument),
      tapAt: (place) => inspector.evaluate(tapInPage, place),
      type: (words) => inspector.evaluate(typeInPage, words),
      complaints: inspector.complaints,
      close,
      kill,
    };
  },
});

/** The browser's own window has a size of its own; one that a page opens has the size that it asks for. */
const openPhoneSized = async (address: string): Promise<Inspector> => {
  const first = await addressOfPage(address);
  const features = `popup,noopener,width=${PHONE.width},height=${PHONE.height}`;
  await (await connect(first)).evaluate(openInPage, features);
  return await connect(await addressOfPage(address, first));
};

const openInPage = (features: string): void => {
  open('about:blank', '', features);
};

const addressOfPage = (address: string, butNot?: string): Promise<string> =>
  vi.waitFor(async () => {
    const list = await (await fetch(`http://${address}/`)).text();
    const found = [...list.matchAll(/\/socket\/\d+\/\d+\/WebPage/g)]
      .map(([path]) => `ws://${address}${path}`)
      .find((page) => page !== butNot);
    if (found === undefined) throw new Error('no page yet');
    return found;
  }, START);

/** The inspector has no finger: the element at this place is pressed as by one who uses no pointer. */
const tapInPage = ({ x, y }: Place): void => {
  const hit = document.elementFromPoint(x, y);
  if (!(hit instanceof Element)) throw new Error(`Nothing at ${x}, ${y}`);
  const target = hit.closest<HTMLElement>('button, a, input, textarea, select');
  target?.focus();
  target?.click();
};

/** As a phone's keyboard does: through the engine's own editing, which reports the input itself. */
const typeInPage = (words: string): void => {
  if (!document.execCommand('insertText', false, words)) throw new Error('Nothing takes words');
};
