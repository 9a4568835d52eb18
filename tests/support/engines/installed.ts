import { chromium } from './chromium.ts';
import type { Engine } from './engine.ts';
import { firefox } from './firefox.ts';
import { webkit } from './webkit.ts';

const { FIREFOX_PATH, WEBKIT_PATH } = process.env;

/** The engines that tests/run.ts found here, which says what it left out. */
export const installedEngines: Engine[] = [
  chromium,
  ...(FIREFOX_PATH ? [firefox(FIREFOX_PATH)] : []),
  ...(WEBKIT_PATH ? [webkit(WEBKIT_PATH)] : []),
];
