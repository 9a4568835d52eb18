import { openKnownOnce, readSignedIn } from '../device/inbox.ts';

/** Longer than this no page waits for the database. */
const PATIENCE_MS = 300;

/**
 * Whether a page opens with the writing field: for a person who is signed in here, and not where they land on the
 * desk. Where nobody is, a field would swallow words; where the database is slow, it must not keep the field waiting.
 */
export const opensWithField = async (path: string): Promise<boolean> => {
  const late = new Promise<true>((resolve) => setTimeout(() => resolve(true), PATIENCE_MS));
  return await Promise.race([askKnown(path).catch(() => true), late]);
};

const askKnown = async (path: string): Promise<boolean> => {
  const known = await openKnownOnce();
  const here = await readSignedIn(known);
  known.close();
  // Nor into the hands of somebody who speaks on this phone without a name.
  if (here === undefined || here.handed) return false;
  return path !== '/' || !here.identity.roles.includes('manager');
};
