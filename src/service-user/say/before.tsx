import type { FormFacts } from '../../contract/say.ts';
import { say } from '../../words/say.ts';
import type { WhosePhone } from './whose-phone.ts';

/** What somebody should know before they write: who reads it, what for, what is kept, and what we cannot protect (A9). */
export const Before = ({ facts, phone }: { facts: FormFacts; phone: WhosePhone }) => {
  const { safeguarding, keepMonths } = facts;
  const emergency = safeguarding?.emergency.trim();
  return (
    <>
      <h1 class="say-what">{say('say.what')}</h1>
      <div class="say-before">
        <p>
          {say(facts.releaseHours < 24 ? 'say.who' : 'say.who-daily', {
            organisation: facts.organisationName,
            count: facts.releaseHours,
          })}
        </p>
        <p>{say('say.kept', { told: keepMonths.afterTold, arrived: keepMonths.afterArrival })}</p>
        <p>
          <strong>
            {emergency ? (
              <>
                {say('say.emergency-own')} <bdi>{emergency}</bdi>
              </>
            ) : (
              say('say.emergency')
            )}
          </strong>
        </p>
        <details class="say-limits">
          <summary>{say('say.not-protected')}</summary>
          <p>{say('say.not-protected.words')}</p>
          <p>{say(phone === 'own' ? 'say.not-protected.phone' : 'say.not-protected.handed')}</p>
          <p>{say('say.not-protected.server')}</p>
          <p>{say('say.not-protected.code')}</p>
        </details>
      </div>
    </>
  );
};
