import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Resolves when what was written to the file is on disk. */
export const syncFile = (path: string): void => {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** The same for the names in a folder: without it, a power cut may undo that one was made or moved. */
export const syncFolder = (path: string): void => {
  // Windows opens no folders, and keeps their names by itself.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};
