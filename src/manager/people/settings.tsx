import type { Role } from '../../contract/pull.ts';
import { Mark, type MarkName } from '../../ui/mark.tsx';
import { say as sayAlerts } from '../../words/manager-alerts.ts';
import { say as sayAudit } from '../../words/manager-audit.ts';
import { say as sayOffered } from '../../words/manager-offered.ts';
import { say as sayTable } from '../../words/manager-table.ts';
import { say } from '../../words/manager.ts';
import { ALERTS } from '../alerts/alerts.tsx';
import { OFFERED } from '../offered/offered.tsx';

/** The ways to what is set up for oneself and for the organisation, to tables, and to who did what. */
export const Settings = ({ roles }: { roles: readonly Role[] }) => {
  const isAdministrator = roles.includes('administrator');
  const ways: [path: string, mark: MarkName, name: string, isShown: boolean][] = [
    [ALERTS, 'send', sayAlerts('alerts.link'), true],
    [OFFERED, 'pencil', sayOffered('offered.link'), isAdministrator],
    ['tables', 'copy', sayTable('table.link'), roles.includes('manager')],
    ['audit', 'clock', sayAudit('audit.link'), isAdministrator],
  ];
  return (
    <section class="people-part" aria-labelledby="settings-title">
      <h2 id="settings-title">{say('people.settings')}</h2>
      <ul class="programmes">
        {ways
          .filter(([, , , isShown]) => isShown)
          .map(([path, mark, name]) => (
            <li key={path}>
              <a href={`/people/${path}`}>
                <Mark name={mark} />
                {name}
              </a>
            </li>
          ))}
      </ul>
    </section>
  );
};
