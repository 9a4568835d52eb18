import { openKnown, readSignedIn } from '../device/inbox.ts';

/** Longer than this no page waits for the database. */
const PATIENCE_MS = 300;

/** Whether the person who is signed in here lands on the desk, so that `/` does not open with the writing field. */
export const landsOnDesk = async (): Promise<boolean> => {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS));
  return await Promise.race([askKnown().catch(() => false), late]);
};

const askKnown = async (): Promise<boolean> => {
  const known = await openKnown();
  const here = await readSignedIn(known);
  known.close();
  return here?.identity.roles.includes('manager') ?? false;
};
