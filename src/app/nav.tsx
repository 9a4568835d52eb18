import type { Role } from '../contract/pull.ts';
import { Mark, type MarkName } from '../ui/mark.tsx';
import { say } from '../words/app.ts';

/** Who is at home in more than one of two places with one address goes by the first. */
const PLACES = [
  { path: '/inbox', mark: 'inbox', id: 'nav.inbox', role: 'manager' },
  { path: '/inbox/at-risk', mark: 'warning', id: 'nav.at-risk', role: 'lead', without: 'manager' },
  { path: '/board', mark: 'inbox', id: 'nav.board', role: 'board' },
  { path: '/new', mark: 'pencil', id: 'nav.capture', role: 'practitioner' },
  { path: '/waiting', mark: 'clock', id: 'nav.waiting', role: 'practitioner' },
  { path: '/people', mark: 'people', id: 'nav.people', role: 'manager' },
  { path: '/people', mark: 'key', id: 'nav.you', role: 'lead', without: 'manager' },
  { path: '/people', mark: 'key', id: 'nav.you', role: 'board', without: 'lead' },
] as const satisfies { path: string; mark: MarkName; id: string; role: Role; without?: Role }[];

/** The ways between the screens: at the foot of a phone, at the start of a wide screen, the same on all. */
export const Nav = ({ path, roles }: { path: string; roles: readonly Role[] }) => (
  <nav class="nav" aria-label={say('nav.label')}>
    <p class="nav-brand">
      <Mark name="sun" />
      {say('app.name')}
    </p>
    {PLACES.filter((place) => isFor(place, roles)).map((place) => (
      <a
        class="nav-place"
        key={place.id}
        href={place.path}
        aria-current={isHere(place.path, path) ? 'page' : undefined}
      >
        <Mark name={place.mark} />
        <span>{say(place.id)}</span>
      </a>
    ))}
  </nav>
);

const isHere = (place: string, path: string): boolean =>
  path === place || path.startsWith(`${place}/`) || (place === '/new' && path === '/');

const isFor = (
  { role, without }: { role: Role; without?: Role },
  roles: readonly Role[],
): boolean =>
  roles.includes(role) && !(without && (roles.includes(without) || roles.includes('manager')));
