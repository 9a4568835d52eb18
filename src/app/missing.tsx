import { say } from '../words/missing.ts';
import { Brand } from './brand.tsx';

/** What stands at an address where nothing is. A document alone: no script runs in it. */
export const Missing = () => (
  <main class="page">
    <Brand />
    <p class="words doors-line">{say('missing.what')}</p>
    <a class="button button-main button-wide" href="/">
      {say('missing.start')}
    </a>
  </main>
);
