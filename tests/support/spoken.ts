// Moments that were said without a name, as they lie on the desk of a house whose link is made.

import { releaseWhatIsDue } from '../../src/server/jobs/release.ts';
import type { Said } from '../../src/contract/say.ts';
import type { DeskVoice } from '../../src/contract/desk-voice.ts';
import type { DeskMoment, DeskPage } from '../../src/contract/desk.ts';
import type { Organisation, TestInstallation } from './installation.ts';
import { sayIt, someSaid } from './speaking.ts';

const DAY_MS = 24 * 3600 * 1000;
export const CODE = '4096163842949672';

/** Names a lead and makes the link, as an administrator does at the desk. Resolves with the link's secret. */
export const openVoice = async (
  { call, device }: TestInstallation,
  { administrator, manager, programmeId }: Organisation,
): Promise<string> => {
  const { personId } = manager;
  // Signed in just now, whatever the clock of the test says.
  const { cookie } = await device(administrator.organisationId, administrator.personId);
  const at = `/v1/desk/programmes/${programmeId}`;
  const lead = { leadPersonId: personId, hours: 'Monday to Friday', emergency: 'Call 999.' };
  await call(`${at}/safeguarding`, { cookie, body: lead });
  await call(`${at}/link`, { cookie, body: {} });
  const { body } = await call<DeskVoice>(`${at}/voice`, { cookie });
  return body.link!.split('#')[1]!;
};

/** Says something on a person's own phone; resolves with what lies on the desk of it, a day later if it had to wait. */
export const speak = async (
  here: TestInstallation,
  { manager, programmeId }: Organisation,
  secret: string,
  said: Partial<Said> = {},
): Promise<DeskMoment> => {
  const { status } = await sayIt(here.call, secret, someSaid({ programmeId, ...said }));
  if (status !== 200) throw new Error(`not taken: ${status}`);
  if (said.mayBeAtRisk !== true) {
    here.clock.now += DAY_MS;
    await releaseWhatIsDue({ store: here.store, now: () => new Date(here.clock.now) });
  }
  const { body } = await here.call<DeskPage>('/v1/desk/moments?limit=1', {
    cookie: manager.cookie,
  });
  return body.moments[0]!;
};
