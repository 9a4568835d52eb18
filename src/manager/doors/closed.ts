import { signal } from '@preact/signals';

/** What the endpoint last said of the desk: nobody may read on a screen that was left alone for so long. */
export const isDeskClosed = signal(false);
