import { say } from '../words/app.ts';

/** The app's own mark and name, on pages where nothing else says where one is. */
export const Brand = () => (
  <header class="brand">
    <img src="/icon.svg" alt="" width="40" height="40" />
    <h1>{say('app.name')}</h1>
  </header>
);
