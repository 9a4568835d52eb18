// What every process does first that plays schedules without a test runner around it.
import { StorageError } from '../../src/device/database.ts';

// Tabs of one process hear of each other without it, and it would keep the process alive.
Reflect.deleteProperty(globalThis, 'BroadcastChannel');

// Transactions of a killed phone are aborted or time out, and nobody is left to hear of it.
process.on('unhandledRejection', (reason) => {
  const isOfTheDead =
    reason instanceof StorageError ||
    (reason instanceof DOMException && reason.name === 'AbortError');
  if (!isOfTheDead) throw reason;
});

/** Says the one line that the process was started for, and ends it. */
export const report = (said: object): void => {
  process.stdout.write(`${JSON.stringify(said)}\n`, () => process.exit(0));
};
