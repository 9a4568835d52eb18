// A PostgreSQL database that went back in time: what pg_restore leaves is what these tests make by hand.

import { Client } from 'pg';
import { expect, test } from 'vitest';
import { catchUpPostgres } from '../../../src/server/store/postgres.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { appendWithdrawn, withdrawnFileIn } from '../../../src/server/store/withdrawn-file.ts';
import { newPlace, type Place } from '../../support/place.ts';
import { newSpeaker, type Speaker } from '../../support/speaker.ts';
import { temporaryFolder } from '../../support/server.ts';
import { openPostgres } from '../../../src/server/store/postgres.ts';

const begin = async () => {
  const place = await newPlace();
  const store = await place.open();
  const pat = await newSpeaker(store);
  return { place, store, pat, url: place.env['DATABASE_URL']! };
};

/** As if it had been withdrawn after the backup was made, by a process with the data folder of `place`. */
const withdrawnSince = (place: Pick<Place, 'folder'>, pat: Speaker, momentId: string) =>
  appendWithdrawn(withdrawnFileIn(place.folder), [
    { organisationId: pat.organisationId, momentId, personId: pat.personId },
  ]);

/** Ends what each process listens on, as a restart of PostgreSQL does, and nothing else. */
const cutListeners = async (url: string): Promise<void> => {
  const client = new Client(url);
  await client.connect();
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen%' and pid <> pg_backend_pid()`,
  );
  await client.end();
};

const close = (...stores: Store[]): Promise<unknown> =>
  Promise.all(stores.map((store) => store.close()));

test('[L3] the command waits for nobody: while a process serves, it does nothing; then it withdraws and makes a new epoch', async () => {
  const { place, store, pat, url } = await begin();
  const { momentId } = await pat.say(store, 'a confidence');
  const unknown = pat.saying('said after the backup');
  await withdrawnSince(place, pat, momentId);
  await withdrawnSince(place, pat, unknown.momentId);
  await expect(catchUpPostgres(url, place.folder)).rejects.toThrow(/stop every process/);
  expect(await pat.words(store)).toEqual({ [momentId]: 'a confidence' });
  await store.close();

  expect(await catchUpPostgres(url, place.folder)).toBe(2);
  expect(await place.holds('a confidence')).toBe(false);
  const again = await place.open();
  expect(again.cameBack).toEqual({ withdrawnAgain: 0, isEpochNew: false });
  expect(again.epoch).not.toBe(store.epoch);
  await pat.send(again, unknown);
  expect(await pat.words(again)).toEqual({ [momentId]: null, [unknown.momentId]: null });
  await again.close();
});

test('[L3] a process that joins others withdraws what its own file names, and leaves them their epoch', async () => {
  const { place, store, pat, url } = await begin();
  const { momentId } = await pat.say(store, 'a confidence');
  const otherMachine = { folder: temporaryFolder() };
  await withdrawnSince(otherMachine, pat, momentId);
  const joining = await openPostgres(url, otherMachine.folder);
  expect(joining.cameBack).toEqual({ withdrawnAgain: 1, isEpochNew: false });
  expect(joining.epoch).toBe(store.epoch);
  expect(await pat.words(store)).toEqual({ [momentId]: null });
  expect(await place.holds('a confidence')).toBe(false);
  await close(store, joining);
});

test('[L3] a process that lost its connection while the epoch changed names the new one', async () => {
  const { place, store, url } = await begin();
  const before = store.epoch;
  await cutListeners(url);
  // Until it listens again, nobody serves as far as the database knows.
  await expect
    .poll(async () => {
      await cutListeners(url);
      return catchUpPostgres(url, place.folder).catch(() => 'in use');
    })
    .toBe(0);
  await expect.poll(() => store.epoch).not.toBe(before);
  await store.close();
});
