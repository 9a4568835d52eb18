import { useLocation } from 'preact-iso';
import type { SignedIn } from '../../contract/sign-in.ts';
import type { SignedInHere } from '../../device/inbox.ts';
import { keepSignedIn } from '../../device/signed-in.ts';
import { updateSender } from '../../device/outbox.ts';
import { knownHere, outboxHere } from '../databases.ts';
import { later } from '../later.tsx';
import { Code } from './code.tsx';
import { Join } from './join.tsx';
import { Welcome } from './welcome.tsx';
import './sign-in.css';

const ByPasskey = later(async () => (await import('./by-passkey.tsx')).ByPasskey);

/** Keeps who this phone belongs to now. What waits here for the same person can go on (O5). */
const keep = async ({ identity, sessionId, wipe }: SignedIn): Promise<void> => {
  await updateSender(outboxHere(), identity.personId, {
    signInNeeded: false,
    failures: 0,
    retryAt: 0,
  }).catch(() => undefined);
  await keepSignedIn(await knownHere(), { identity, sessionId, wipe });
};

/** The four ways in for a device that nobody signed in yet, or whose session ended. */
export const SignIn = ({ path, here }: { path: string; here: SignedInHere | null }) => {
  const { route } = useLocation();
  const onSignedIn = async (answer: SignedIn): Promise<void> => {
    await keep(answer);
    route('/', true);
  };
  if (path === '/welcome') return <Welcome onSignedIn={onSignedIn} />;
  if (path === '/join') return <Join here={here} onSignedIn={onSignedIn} />;
  if (path === '/sign-in') return <ByPasskey onSignedIn={onSignedIn} />;
  return <Code here={here} onSignedIn={onSignedIn} />;
};
