import { KeysUnreadable } from './keys.ts';
import { DatabaseUnfit, StorageAway } from './store/store.ts';

/** What goes wrong at a start, in one line that says what to do. Null for what nobody foresaw. */
export const startTrouble = (
  error: unknown,
  {
    dataDir,
    databaseUrl,
    host,
    port,
  }: { dataDir: string; databaseUrl: string | null; host: string; port: number },
): string | null => {
  if (error instanceof KeysUnreadable) {
    return `The keys in ${error.message} cannot be read: make the file readable, or bring it back from a copy. Without it, codes and wiping lost phones do not work, and what is sealed on phones cannot be opened.`;
  }
  if (!(error instanceof Error)) return null;
  if (error.name === 'DatabaseNewer') {
    return databaseUrl === null
      ? `The database in ${dataDir} was written by a newer Moments: start that version, or use another DATA_DIR.`
      : 'The database of DATABASE_URL was written by a newer Moments: start that version, or use another database.';
  }
  if (error instanceof DatabaseUnfit) return error.message;
  if (error instanceof StorageAway) {
    return `The database of DATABASE_URL cannot be reached (${codeOf(error.cause) || 'no answer'}).`;
  }
  const code = codeOf(error);
  const postgres = databaseUrl === null ? null : postgresTrouble(code);
  if (postgres !== null) return postgres;
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

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** By PostgreSQL's SQLSTATE. Its own messages may name the user, and are not repeated. */
const postgresTrouble = (code: string): string | null => {
  if (code.startsWith('28')) {
    return 'PostgreSQL does not let in the user of DATABASE_URL: check the name, the password and pg_hba.conf.';
  }
  if (code === '3D000') {
    return 'PostgreSQL has no database of the name in DATABASE_URL: make it first, for example with createdb.';
  }
  return code === '42501'
    ? 'The user of DATABASE_URL may not make tables there: let it own the database.'
    : null;
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
