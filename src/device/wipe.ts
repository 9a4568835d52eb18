import { wipeStorage } from './wipe-storage.ts';

/**
 * Clears this phone because a manager marked it as lost (P7): outbox, what was pulled, the worker and its caches.
 * The caller has checked the wipe word. Connections of this tab must be closed before.
 */
export const wipePhone = async (): Promise<void> => {
  await wipeStorage();
  if ('serviceWorker' in navigator) {
    const registrations = await navigator.serviceWorker.getRegistrations();
    await Promise.all(registrations.map((registration) => registration.unregister()));
  }
};
