import { randomBytes } from 'node:crypto';
import type { DeskVoice, KeepMonthsSet, SafeguardingSet } from '../../contract/desk-voice.ts';
import { mayBeLead } from '../../domain/roles.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedSignedIn } from '../route.ts';

/** `GET /v1/desk/programmes/:programmeId/voice`: how people speak to this programme without a name. */
export const programmeVoice = async ({
  installation: { store, address, now },
  session: { organisationId },
  param,
}: AskedSignedIn<null>): Promise<Answer | Refusal> => {
  const reads = store.of(organisationId);
  const voice = await reads.voiceOf(param('programmeId'));
  if (voice === null) return refuse('not_found');
  const people = await reads.people(now().toISOString());
  const { secret, ...shown } = voice;
  const answer: Omit<DeskVoice, 'protocol'> = {
    ...shown,
    // In the fragment, which no server, proxy or log sees.
    link: secret === null ? null : `${address.publicUrl}/say#${secret}`,
    keepMonths: await reads.keepMonths(),
    managers: people
      .filter(({ roles }) => mayBeLead(roles))
      .map(({ personId, name }) => ({ personId, name })),
  };
  return { answer };
};

/** `POST /v1/desk/programmes/:programmeId/link`: makes the link, or a new one in its place; the old one ends. */
export const makeLink = async ({
  installation: { store },
  session: { organisationId },
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const programmeId = param('programmeId');
  const voice = await store.of(organisationId).voiceOf(programmeId);
  if (voice === null) return refuse('not_found');
  if (voice.safeguarding === null) return refuse('lead_missing');
  const secret = randomBytes(16).toString('base64url');
  const isThere = await store.write(organisationId, (transaction) =>
    transaction.setSecret(programmeId, secret),
  );
  return isThere ? { answer: {} } : refuse('not_found');
};

/** `POST /v1/desk/programmes/:programmeId/link-off`: whoever opens the old one can say nothing there. */
export const switchLinkOff = async ({
  installation: { store },
  session: { organisationId },
  param,
}: AskedSignedIn<unknown>): Promise<Answer | Refusal> => {
  const isThere = await store.write(organisationId, (transaction) =>
    transaction.setSecret(param('programmeId'), null),
  );
  return isThere ? { answer: {} } : refuse('not_found');
};

/** `POST /v1/desk/programmes/:programmeId/safeguarding` */
export const setSafeguarding = async ({
  installation: { store },
  session: { organisationId },
  param,
  body: safeguarding,
}: AskedSignedIn<SafeguardingSet>): Promise<Answer | Refusal> =>
  store.write(organisationId, async (transaction) => {
    const programmeId = param('programmeId');
    if (!(await transaction.programmeIds()).has(programmeId)) return refuse('not_found');
    const lead = await transaction.person(safeguarding.leadPersonId);
    // Others could not read what they are told of.
    if (lead === null || !mayBeLead(lead.roles))
      return refuse('not_valid', { field: 'leadPersonId' });
    await transaction.setSafeguarding(programmeId, safeguarding);
    return { answer: {} };
  });

/** `POST /v1/desk/programmes/:programmeId/release`: how long what is said without a name is held, at most. */
export const setRelease = async ({
  installation: { store },
  session: { organisationId },
  param,
  body: { releaseHours },
}: AskedSignedIn<{ releaseHours: number }>): Promise<Answer | Refusal> => {
  const isThere = await store.write(organisationId, (transaction) =>
    transaction.setReleaseHours(param('programmeId'), releaseHours),
  );
  return isThere ? { answer: {} } : refuse('not_found');
};

/** `POST /v1/desk/keep-months`: how long words are kept, in the whole organisation. */
export const setKeepMonths = async ({
  installation: { store },
  session: { organisationId },
  body: months,
}: AskedSignedIn<KeepMonthsSet>): Promise<Answer> => {
  await store.write(organisationId, (transaction) => transaction.setKeepMonths(months));
  return { answer: {} };
};
