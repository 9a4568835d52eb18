import type { Installation } from '../installation.ts';

type Means = Pick<Installation, 'store' | 'now' | 'speaking'>;

/** Every programme has a key that is not too old to seal to, and those that open nothing any more are gone. */
export const turnKeys = async ({ store, now, speaking }: Means): Promise<void> => {
  const at = now();
  for (const organisationId of await store.organisationIds()) {
    const programmes = await store.of(organisationId).programmes();
    await speaking.sealing.current(
      programmes.map(({ programmeId }) => programmeId),
      at,
    );
  }
  await speaking.sealing.tidy(at);
};
