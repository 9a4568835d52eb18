import { Mark } from '../ui/mark.tsx';
import { say } from '../words/app.ts';
import { Brand } from './brand.tsx';

/**
 * What somebody sees whose device was never invited. No writing field: it would swallow words that nobody is there to
 * send. The door to speak without a name joins this one with the anonymous side.
 */
export const Doors = () => (
  <main class="page doors">
    <Brand />
    <p class="words doors-line">{say('doors.what')}</p>
    <a class="button button-main button-wide" href="/code">
      <Mark name="key" />
      {say('doors.invited')}
    </a>
    <a class="button button-quiet button-wide" href="/sign-in">
      {say('doors.passkey')}
    </a>
    <section class="card doors-say">
      <h2>{say('doors.feedback')}</h2>
      <p>{say('doors.feedback-how')}</p>
    </section>
  </main>
);
