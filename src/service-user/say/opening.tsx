import { say } from '../../words/say.ts';

/** Before the page knows what to show. */
export const Opening = () => (
  <p class="column say-stopped" role="status">
    {say('say.opening')}
  </p>
);

/** The same in the document, until its script has run. */
export const FirstOpening = () => (
  <>
    <Opening />
    <noscript>
      <p class="column say-stopped">{say('say.no-script')}</p>
    </noscript>
  </>
);
