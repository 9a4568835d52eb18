import { Mark } from '../ui/mark.tsx';
import { say } from '../words/app.ts';
import { Brand } from './brand.tsx';

/**
 * What somebody sees whose device was never invited. No writing field: it would swallow words that nobody is there to
 * send. Behind the second door lies another document, which the router must leave to the browser: hence the target.
 */
export const Doors = () => (
  <main class="page doors">
    <Brand />
    <p class="words doors-line">{say('doors.what')}</p>
    <a class="button button-main button-wide" href="/code">
      <Mark name="key" />
      {say('doors.invited')}
    </a>
    <a class="button button-wide" href="/say" target="_top">
      <Mark name="qr" />
      {say('doors.speak')}
    </a>
    <a class="button button-quiet button-wide" href="/sign-in">
      {say('doors.passkey')}
    </a>
  </main>
);
