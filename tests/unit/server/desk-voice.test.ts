// How a programme's link is made, made anew and switched off, and what stands beside it on the form.

import { beforeEach, describe, expect, test } from 'vitest';
import type { DeskVoice } from '../../../src/contract/desk-voice.ts';
import type { FormAnswer } from '../../../src/contract/say.ts';
import { programmeSecret } from '../../../src/contract/say.ts';
import {
  type Organisation,
  type TestInstallation,
  openInstallation,
} from '../../support/installation.ts';
import { sayIt, someSaid } from '../../support/speaking.ts';
import { openVoice } from '../../support/spoken.ts';

const PUBLIC_URL = 'https://moments.example.org';

let here: TestInstallation;
let house: Organisation;

beforeEach(async () => {
  here = await openInstallation({ publicUrl: PUBLIC_URL });
  house = await here.organisation();
  return () => here.close();
});

const desk = <Body = { code?: string; field?: string }>(path: string, body?: object) =>
  here.call<Body>(`/v1/desk/programmes/${house.programmeId}/${path}`, {
    cookie: house.administrator.cookie,
    ...(body === undefined ? {} : { body }),
  });
const voice = async (): Promise<DeskVoice> => (await desk<DeskVoice>('voice')).body;
const lead = (more: object = {}) => ({
  leadPersonId: house.manager.personId,
  hours: 'Monday to Friday, 9 to 5',
  emergency: 'If you are in danger, call 999.',
  ...more,
});
const form = (secret: string) => here.call<FormAnswer>('/v1/say/form', { body: { secret } });

describe('the link of a programme', () => {
  test('[A7] is made only once a lead is named', async () => {
    const { status, body } = await desk('link', {});
    expect([status, body.code]).toEqual([409, 'lead_missing']);
    expect(await voice()).toMatchObject({ link: null, safeguarding: null });
    await desk('safeguarding', lead());
    expect((await desk('link', {})).status).toBe(200);
    const [address, secret] = (await voice()).link!.split('#');
    expect(address).toBe(`${PUBLIC_URL}/say`);
    expect(programmeSecret.safeParse(secret).success).toBe(true);
    expect((await form(secret!)).body.form.programmeId).toBe(house.programmeId);
  });

  test('made anew, the old one ends at once; switched off, so does the new one', async () => {
    const first = await openVoice(here, house);
    await desk('link', {});
    const second = (await voice()).link!.split('#')[1]!;
    expect(second).not.toBe(first);
    const said = someSaid({ programmeId: house.programmeId });
    expect((await form(first)).status).toBe(400);
    expect((await sayIt(here.call, first, said)).status).toBe(400);
    expect((await sayIt(here.call, second, said)).status).toBe(200);
    await desk('link-off', {});
    expect((await voice()).link).toBeNull();
    expect((await form(second)).status).toBe(400);
  });
});

describe('what stands on the form', () => {
  test('[A7] the lead, the hours and what to do in an emergency, as they were written', async () => {
    const secret = await openVoice(here, house);
    await desk('safeguarding', lead({ hours: 'Every day' }));
    expect((await form(secret)).body.form.safeguarding).toEqual({
      leadName: 'Mona of Riverside',
      hours: 'Every day',
      emergency: 'If you are in danger, call 999.',
    });
  });

  test.each([
    ['who is no manager', 'leadPersonId', () => ({ leadPersonId: house.practitioner.personId })],
    ['who is nobody', 'leadPersonId', () => ({ leadPersonId: house.programmeId })],
    ['no hours', 'hours', () => ({ hours: '' })],
    ['no emergency', 'emergency', () => ({ emergency: ' ' })],
    ['an emergency of two lines', 'emergency', () => ({ emergency: 'Call\n999' })],
  ])('[A7] a lead is refused: %s', async (_why, field, more) => {
    const { status, body } = await desk('safeguarding', lead(more()));
    expect([status, body.field]).toEqual([400, field]);
    expect((await voice()).safeguarding).toBeNull();
  });

  test('[A7] managers and those who are leads by role may be chosen as the lead', async () => {
    const { managers } = await voice();
    expect(managers.map(({ name }) => name).toSorted()).toEqual([
      'Ada of Riverside',
      'Lena of Riverside',
      'Mona of Riverside',
    ]);
  });

  test('how long things wait and are kept, within what may be chosen', async () => {
    const secret = await openVoice(here, house);
    expect((await desk('release', { releaseHours: 4 })).status).toBe(200);
    expect((await desk('release', { releaseHours: 1 })).status).toBe(400);
    const keep = (months: object) =>
      here.call('/v1/desk/keep-months', { cookie: house.administrator.cookie, body: months });
    expect((await keep({ afterTold: 6, afterArrival: 12 })).status).toBe(200);
    expect((await keep({ afterTold: 6, afterArrival: 999 })).status).toBe(400);
    const shown = { releaseHours: 4, keepMonths: { afterTold: 6, afterArrival: 12 } };
    expect(await voice()).toMatchObject(shown);
    expect((await form(secret)).body.form).toMatchObject(shown);
  });
});
