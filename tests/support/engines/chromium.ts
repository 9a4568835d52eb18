import { complaintsOf, openPhone } from '../browser.ts';
import type { Engine } from './engine.ts';

export const chromium: Engine = {
  name: 'Chromium',
  openDevice: async (profile) => {
    const { page, close, kill } = await openPhone(profile);
    return {
      open: async (address) => {
        await page.goto(address);
      },
      evaluate: (inPage, argument) => {
        const source = `(${String(inPage)})(${JSON.stringify(argument)})`;
        return page.evaluate(source);
      },
      tapAt: ({ x, y }) => page.mouse.click(x, y),
      type: (words) => page.keyboard.insertText(words),
      complaints: complaintsOf(page),
      close,
      kill,
    };
  },
};
