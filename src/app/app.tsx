import type { ComponentChildren, ComponentType } from 'preact';
import { LocationProvider, useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { STRANGER_PAGES, isPageOf } from '../contract/addresses.ts';
import type { Role } from '../contract/pull.ts';
import type { SignedInHere } from '../device/inbox.ts';
import { Capture } from '../practitioner/capture/capture.tsx';
import { Doors } from './doors.tsx';
import { Frame } from './frame.tsx';
import { later } from './later.tsx';
import { Nav } from './nav.tsx';
import { useHere } from './use-here.ts';
import { usePhone } from './use-phone.ts';

/** A screen of the desk, which is not to be seen while that is closed. */
const atDesk = async <Props extends { nav?: ComponentChildren }>(
  load: () => Promise<ComponentType<Props>>,
): Promise<ComponentType<Props>> => {
  const [{ whileOpen }, Screen] = await Promise.all([
    import('../manager/doors/while-open.tsx'),
    load(),
  ]);
  return whileOpen(Screen);
};

const Waiting = later(async () => (await import('../practitioner/waiting/waiting.tsx')).Waiting);
const Inbox = later(() => atDesk(async () => (await import('../manager/inbox/inbox.tsx')).Inbox));
const People = later(() =>
  atDesk(async () => (await import('../manager/people/people.tsx')).People),
);
const Board = later(() => atDesk(async () => (await import('../manager/board/board.tsx')).Board));
const Asides = later(async () => (await import('./asides.tsx')).Asides, true);
const SignInNeeded = later(async () => (await import('./sign-in-needed.tsx')).SignInNeeded, true);
const HandOver = later(async () => (await import('./hand-over.tsx')).HandOver);
const SignIn = later(async () => (await import('./sign-in/sign-in.tsx')).SignIn);

/** The first paint of the document that this is: the writing field, the empty frame, or the doors. */
export type First = 'field' | 'frame' | 'doors';

/**
 * The whole app. Its first drawing equals the prerendered one, and the writing field keeps its place in the tree from
 * then on: were it drawn anew, what was typed before the script had loaded would be torn out.
 */
export const App = ({ first, typed }: { first: First; typed: string }) => (
  <LocationProvider>
    <Screens first={first} typed={typed} />
  </LocationProvider>
);

type Screen =
  | 'capture'
  | 'waiting'
  | 'inbox'
  | 'people'
  | 'board'
  | 'hand-over'
  | 'sign-in'
  | 'doors'
  | 'frame';

const Screens = ({ first, typed }: { first: First; typed: string }) => {
  const { path, route } = useLocation();
  const here = useHere(first !== 'doors');
  const { phone, isSignInNeeded, signOut } = usePhone(here ?? null);
  const screen = screenOf({ first, here, path });
  const roles = here?.identity.roles ?? [];
  const desk = path === '/' && typed === '' ? deskOf(roles) : null;

  useEffect(() => {
    // `typed` is what stood there when the script had loaded; what came since must not be torn out either.
    if (desk !== null && !holdsWords()) route(desk, true);
  }, [desk]);

  const nav = here && <Nav path={path} roles={roles} />;
  return (
    <>
      {isSignInNeeded && saysSo(screen) && <SignInNeeded key="sign-in-needed" />}
      {phone && screen !== 'hand-over' && <Asides key="asides" phone={phone} path={path} />}
      {screen === 'capture' && (
        <Capture
          key="capture"
          phone={phone}
          typed={typed}
          nav={nav}
          trouble={here === null ? 'unavailable' : null}
        />
      )}
      {screen === 'frame' && <Frame key="frame" />}
      {screen === 'doors' && <Doors key="doors" />}
      {screen === 'sign-in' && <SignIn key="sign-in" path={path} here={here ?? null} />}
      {screen === 'waiting' && phone && (
        <Waiting key="waiting" phone={phone} nav={nav} onSignOut={signOut} />
      )}
      {screen === 'inbox' && phone && (
        <Inbox key="inbox" phone={phone} nav={nav} momentId={path.split('/')[2] ?? ''} />
      )}
      {screen === 'board' && phone && <Board key="board" phone={phone} nav={nav} />}
      {screen === 'hand-over' && phone && (
        <HandOver key="hand-over" phone={phone} handed={here?.handed ?? null} />
      )}
      {screen === 'people' && phone && (
        <People
          key="people"
          phone={phone}
          nav={nav}
          programmeId={path.split('/')[2] ?? ''}
          onSignOut={signOut}
        />
      )}
    </>
  );
};

/** Where somebody lands who is not there to write; null for whoever is. */
const deskOf = (roles: readonly Role[]): string | null => {
  if (roles.includes('manager')) return '/inbox';
  return roles.includes('board') && !roles.includes('practitioner') ? '/board' : null;
};

/** Whether the writing field that this document began with holds words now. */
const holdsWords = (): boolean =>
  typeof document !== 'undefined' && Boolean(document.querySelector('textarea')?.value);

/** Capture says it at its head, so that nothing pushes the writing field away; at sign-in it is being mended. */
const saysSo = (screen: Screen): boolean => !['capture', 'sign-in', 'hand-over'].includes(screen);

/** Which screen stands at `path`. Until it is known who is here (`undefined`), what the document already shows. */
const screenOf = ({
  first,
  here,
  path,
}: {
  first: First;
  here: SignedInHere | null | undefined;
  path: string;
}): Screen => {
  if (first !== 'field' && isPageOf(STRANGER_PAGES, path)) {
    return here === undefined ? 'frame' : 'sign-in';
  }
  if (here === undefined) return first === 'field' ? 'capture' : first;
  if (here?.handed) return 'hand-over';
  if (isPageOf(STRANGER_PAGES, path)) return 'sign-in';
  // A field that holds words is never torn out: what can be done with them is said beside it.
  if (here === null) return holdsWords() ? 'capture' : 'doors';
  if (path === '/waiting') return 'waiting';
  if (path === '/hand-over') return 'hand-over';
  if (isPageOf(['/inbox'], path)) return 'inbox';
  if (isPageOf(['/people'], path)) return 'people';
  if (path === '/board') return 'board';
  return 'capture';
};
