import { describe, expect, test } from 'vitest';
import { type GroupConnection, GroupedCommits } from '../../src/server/store/grouped-commits.ts';
import { openInstallation } from '../support/installation.ts';
import { newPlace } from '../support/place.ts';

/** A connection that only writes down what is asked of it. */
const recording = (
  commit: () => Promise<void> = async () => {},
): { said: string[]; connection: GroupConnection } => {
  const said: string[] = [];
  let isOpen = false;
  return {
    said,
    connection: {
      begin: async () => {
        isOpen = true;
        said.push('begin');
      },
      commit: async () => {
        said.push('commit');
        await commit();
        isOpen = false;
        said.push('committed');
      },
      rollback: async () => {
        isOpen = false;
        said.push('rollback');
      },
      isInTransaction: () => isOpen,
      savepoint: async () => void said.push('savepoint'),
      releaseSavepoint: async () => void said.push('release'),
      rollbackToSavepoint: async () => void said.push('rollback to'),
    },
  };
};

describe('grouped commits', () => {
  test('[P4] writes that wait together share one transaction, and each is answered after its commit', async () => {
    const { said, connection } = recording();
    const grouped = new GroupedCommits(connection);
    const writes = Array.from({ length: 50 }, (_, index) =>
      grouped
        .write(async () => index)
        .then((value) => {
          said.push('answered');
          return value;
        }),
    );
    expect(await Promise.all(writes)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(said.filter((word) => word === 'begin')).toHaveLength(1);
    expect(said.indexOf('answered')).toBeGreaterThan(said.indexOf('committed'));
  });

  test('[P4] no write is answered while its commit is under way', async () => {
    let finishCommit = (): void => {};
    let beginCommit = (): void => {};
    const committing = new Promise<void>((resolve) => (beginCommit = resolve));
    const { connection } = recording(() => {
      beginCommit();
      return new Promise((resolve) => (finishCommit = resolve));
    });
    const grouped = new GroupedCommits(connection);
    let answered = false;
    const write = grouped.write(async () => {}).then(() => (answered = true));
    await committing;
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    finishCommit();
    await write;
    expect(answered).toBe(true);
  });

  test('[P4] when the commit fails, every write of the group fails', async () => {
    const { said, connection } = recording(async () => {
      throw new Error('disk full');
    });
    const grouped = new GroupedCommits(connection);
    const outcomes = await Promise.allSettled([
      grouped.write(async () => 1),
      grouped.write(async () => 2),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(said).toContain('rollback');
  });

  test('one write that fails takes back its own changes alone', async () => {
    const { store, organisation } = await openInstallation();
    const { organisationId } = await organisation();
    const add = (name: string, fail: boolean): Promise<void> =>
      store.write(organisationId, async (transaction) => {
        await transaction.addProgramme({ programmeId: name, name, createdAt: '' });
        if (fail) throw new Error('not this one');
      });
    const outcomes = await Promise.allSettled([
      add('one', false),
      add('two', true),
      add('three', false),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const names = (await store.of(organisationId).programmes()).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['one', 'three']));
    expect(names).not.toContain('two');
  });

  test('closing finishes what was taken and takes no more', async () => {
    const store = await (await newPlace()).open();
    const organisationId = '00000000-0000-4000-8000-000000000001';
    const taken = store.write(organisationId, (transaction) =>
      transaction.addOrganisation({ name: 'Riverside', createdAt: '' }),
    );
    const closed = store.close();
    await expect(taken).resolves.toBeUndefined();
    await closed;
    await expect(store.write(organisationId, async () => {})).rejects.toThrow('closed');
  });
});
