import { deleteDB } from 'idb';

/** Deletes all that this phone keeps: outbox, what was pulled, and the files of the app. Connections are closed before. */
export const wipeStorage = async (): Promise<void> => {
  await Promise.all(['moments-outbox', 'moments-known'].map((name) => deleteDB(name)));
  if ('caches' in globalThis) {
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  }
};
