import { forgetSignedIn } from '../device/signed-in.ts';
import { knownHere } from './databases.ts';

/** Ends this session; the outbox stays. Rejects when the endpoint could not be reached. */
export const signOut = async (): Promise<void> => {
  const response = await fetch('/v1/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (!response.ok && response.status !== 401) throw new Error('The session could not be ended');

  await forgetSignedIn(await knownHere());
  location.replace('/');
};
