import type { Role } from '../../contract/pull.ts';
import { Mark } from '../../ui/mark.tsx';
import { say as sayAlerts } from '../../words/manager-alerts.ts';
import { say as sayOffered } from '../../words/manager-offered.ts';
import { say } from '../../words/manager.ts';
import { ALERTS } from '../alerts/alerts.tsx';
import { OFFERED } from '../offered/offered.tsx';

/** The ways to what is set up for oneself and for the organisation. */
export const Settings = ({ roles }: { roles: readonly Role[] }) => (
  <section class="people-part" aria-labelledby="settings-title">
    <h2 id="settings-title">{say('people.settings')}</h2>
    <ul class="programmes">
      <li>
        <a href={`/people/${ALERTS}`}>
          <Mark name="send" />
          {sayAlerts('alerts.link')}
        </a>
      </li>
      {roles.includes('administrator') && (
        <li>
          <a href={`/people/${OFFERED}`}>
            <Mark name="pencil" />
            {sayOffered('offered.link')}
          </a>
        </li>
      )}
    </ul>
  </section>
);
