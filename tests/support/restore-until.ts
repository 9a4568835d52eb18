// Restores a backup and is killed at a point of it, as by a power cut: `node restore-until.ts FOLDER FILE POINT`.

import { restore } from '../../src/server/store/sqlite-restore.ts';

const [folder, file, point] = process.argv.slice(2);
await restore(folder!, file!, {
  at: async (reached) => {
    if (reached === point) process.kill(process.pid, 'SIGKILL');
  },
});
