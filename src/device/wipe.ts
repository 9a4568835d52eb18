import { deleteDB } from 'idb';

/**
 * Clears this phone because a manager marked it as lost (P7): outbox, what was pulled, the worker and its caches.
 * The caller has checked the wipe word. Connections of this tab must be closed before.
 */
export const wipePhone = async (): Promise<void> => {
  await Promise.all(['moments-outbox', 'moments-known'].map((name) => deleteDB(name)));
  if ('caches' in globalThis) {
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  }
  if ('serviceWorker' in navigator) {
    const registrations = await navigator.serviceWorker.getRegistrations();
    await Promise.all(registrations.map((registration) => registration.unregister()));
  }
};
