import { KeysUnreadable } from './keys.ts';

/** What goes wrong at a start, in one line that says what to do. Null for what nobody foresaw. */
export const startTrouble = (
  error: unknown,
  { dataDir, host, port }: { dataDir: string; host: string; port: number },
): string | null => {
  if (error instanceof KeysUnreadable) {
    return `The keys in ${error.message} cannot be read: make the file readable, or bring it back from a backup. Without it, short codes and wiping lost phones do not work.`;
  }
  if (!(error instanceof Error)) return null;
  if (error.name === 'DatabaseNewer') {
    return `The database in ${dataDir} was written by a newer Moments: start that version, or use another DATA_DIR.`;
  }
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use by another program: stop that, or choose another port, for example PORT=${port + 1}.`;
  }
  if (code === 'EACCES' && 'syscall' in error && error.syscall === 'listen') {
    return `Port ${port} needs rights that this user does not have: choose one above 1023 by PORT.`;
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `HOST is "${host}", but this machine has no such address: 127.0.0.1 is this machine alone, 0.0.0.0 every network.`;
  }
  return dataFolderTrouble(code, 'errcode' in error ? Number(error.errcode) & 0xff : 0, dataDir);
};

/** By the number of the file system's error, or of SQLite's (sqlite.org/rescode.html). */
const dataFolderTrouble = (code: string, sqlite: number, dataDir: string): string | null => {
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code) || sqlite === 13) {
    return `The disk that holds ${dataDir} is full: make room, or put DATA_DIR on another disk.`;
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code) || sqlite === 8) {
    return `The data folder ${dataDir} cannot be written: let this user write there, or choose another by DATA_DIR.`;
  }
  if (['ENOENT', 'ENOTDIR', 'EEXIST', 'ELOOP', 'ENAMETOOLONG'].includes(code)) {
    return `The data folder ${dataDir} cannot be made: choose another by DATA_DIR.`;
  }
  if (sqlite === 11 || sqlite === 26) {
    return `The database in ${dataDir} is damaged or is none: bring back moments.sqlite from a backup, or use another DATA_DIR.`;
  }
  if (sqlite === 10) {
    return `The disk that holds ${dataDir} does not take what is written: check whether it is full or failing.`;
  }
  if (sqlite === 14) {
    return `The database in ${dataDir} cannot be opened: let this user read and write the folder and its files.`;
  }
  return sqlite === 5
    ? `The database in ${dataDir} is held by another program: stop that, or use another DATA_DIR.`
    : null;
};
