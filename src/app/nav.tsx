import { Mark, type MarkName } from '../ui/mark.tsx';
import { say } from '../words/app.ts';

const PLACES = [
  { path: '/inbox', mark: 'inbox', id: 'nav.inbox', forManagers: true },
  { path: '/new', mark: 'pencil', id: 'nav.capture', forManagers: false },
  { path: '/waiting', mark: 'clock', id: 'nav.waiting', forManagers: false },
  { path: '/people', mark: 'people', id: 'nav.people', forManagers: true },
] as const satisfies { path: string; mark: MarkName; id: string; forManagers: boolean }[];

/** The ways between the screens: at the foot of a phone, at the start of a wide screen, the same on all. */
export const Nav = ({ path, isManager }: { path: string; isManager: boolean }) => (
  <nav class="nav" aria-label={say('nav.label')}>
    <p class="nav-brand">
      <Mark name="sun" />
      {say('app.name')}
    </p>
    {PLACES.filter(({ forManagers }) => isManager || !forManagers).map((place) => (
      <a
        class="nav-place"
        key={place.path}
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
