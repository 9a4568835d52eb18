import { Notice } from '../ui/notice.tsx';
import { say } from '../words/asides.ts';
import './banner.css';

/** The endpoint no longer knows this person's session. Everything is kept; only a person can help (P7). */
export const SignInNeeded = () => (
  <aside class="banner">
    <Notice tone="warning" mark="key">
      <p>{say('sign-in-needed.why')}</p>
      <a class="button" href="/code">
        {say('sign-in-needed.code')}
      </a>
    </Notice>
  </aside>
);
