// Every call that the outbox makes of IndexedDB goes wrong once, in every way: what is done is there exactly once, what
// was told as failed is not there, and what is asked for again, as a person does, is there once after all.
import { afterEach, expect, test, vi } from 'vitest';
import { openOutbox, type OutboxDatabase, StorageError } from '../../../src/device/database.ts';
import { keepDraft } from '../../../src/device/drafts.ts';
import {
  HOLD_MS,
  changeMoment,
  saveMoment,
  settleResults,
  takeBatch,
  withdrawMoment,
} from '../../../src/device/outbox.ts';
import { AISHA, DROP_IN, NOON, receiptFor } from '../../support/phone.ts';
import { aMoment } from '../../support/operations.ts';
import { type FaultKind, type StorageDouble, storageDouble } from '../../support/storage-double.ts';

afterEach(() => void vi.useRealTimers());

test('the double counts what is asked, and an untroubled one keeps it', async () => {
  const storage = storageDouble();
  const outbox = openOutbox();
  await keepDraft(outbox, `${AISHA}/new`, 'words', NOON);
  expect(storage.calls.filter((call) => call !== 'request')).toEqual([
    'open moments-outbox',
    'commit',
    'begin drafts',
    'getKey drafts',
    'put drafts',
    'commit',
  ]);
  outbox.close();
});
