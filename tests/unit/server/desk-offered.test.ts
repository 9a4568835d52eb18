// What an organisation offers while words are kept: stages, principles, prompts and groups of its own.

import { beforeEach, describe, expect, test } from 'vitest';
import { PRINCIPLES, STAGES } from '../../../src/contract/limits.ts';
import type { DeskOffered } from '../../../src/contract/offered.ts';
import { deskOffered } from '../../../src/contract/offered.ts';
import { type PullAnswer, pullAnswer } from '../../../src/contract/pull.ts';
import {
  type Device,
  type Organisation,
  type TestInstallation,
  openInstallation,
} from '../../support/installation.ts';

let here: TestInstallation;
let house: Organisation;

beforeEach(async () => {
  here = await openInstallation();
  house = await here.organisation();
  return () => here.close();
});

const shown = async (): Promise<DeskOffered> => {
  const { body } = await here.call<DeskOffered>('/v1/desk/offered', {
    cookie: house.manager.cookie,
  });
  return deskOffered.parse(body);
};
const onAPhone = async () => {
  const { body } = await here.call<PullAnswer>('/v1/pull', { cookie: house.practitioner.cookie });
  return pullAnswer.parse(body).offered!;
};
const set = (body: object, by: Device = house.administrator) =>
  here.call('/v1/desk/offered', { cookie: by.cookie, body });
const asGiven = (ids: readonly string[]) => ids.map((id) => ({ id, name: null }));
const NOTHING = { stages: [], principles: [], prompts: [] };

test('it begins with four stages and co-production’s six principles', async () => {
  const { stages, principles, prompts, groups } = await onAPhone();
  expect(stages).toEqual(asGiven(STAGES));
  expect(principles).toEqual(asGiven(PRINCIPLES));
  expect([prompts, groups]).toEqual([[], []]);
});

describe('what is changed', () => {
  test('reaches phones in its order; what is left out is kept for what names it', async () => {
    const answer = await set({
      ...NOTHING,
      stages: [
        { id: 'after', name: null },
        { id: null, name: 'First visit' },
        { id: 'joining', name: 'Coming in' },
      ],
      principles: asGiven(PRINCIPLES),
      prompts: ['What went well today?', 'What was hard?'],
    });
    expect(answer.status).toBe(200);
    expect(await onAPhone()).toEqual({
      stages: [
        { id: 'after', name: null },
        { id: 'first-visit', name: 'First visit' },
        { id: 'joining', name: 'Coming in' },
      ],
      principles: asGiven(PRINCIPLES),
      prompts: ['What went well today?', 'What was hard?'],
      groups: [],
    });
    expect((await shown()).stages.slice(3)).toEqual([
      { id: 'during', name: null, isRetired: true },
      { id: 'leaving', name: null, isRetired: true },
    ]);

    // What was left out may come back, under the id that moments have.
    await set({ ...NOTHING, stages: [{ id: 'during', name: null }] });
    expect((await onAPhone()).stages).toEqual([{ id: 'during', name: null }]);
    expect((await onAPhone()).principles).toEqual([]);
    expect((await shown()).stages.map(({ id }) => id).toSorted()).toEqual(
      ['first-visit', ...STAGES].toSorted(),
    );
  });

  test('gets ids that are like no other, in whichever letters it is written', async () => {
    await set({
      ...NOTHING,
      stages: ['During!', 'أول زيارة', 'Été', '1st'].map((name) => ({ id: null, name })),
    });
    expect((await onAPhone()).stages.map(({ id }) => id)).toEqual([
      'during-2',
      expect.stringMatching(/^own-[0-9a-f]{12}$/),
      'ete',
      'st',
    ]);
  });

  test.each([
    ['stages', { stages: [{ id: 'nobody-gave-this', name: 'x' }] }],
    ['stages', { stages: asGiven(['after', 'after']) }],
    ['principles', { principles: ['Trust', 'TRUST'].map((name) => ({ id: null, name })) }],
    ['prompts', { prompts: ['What went well?', 'what went WELL?'] }],
    ['stages', { stages: Array.from({ length: 13 }, (_, n) => ({ id: null, name: `s${n}` })) }],
    ['prompts.0', { prompts: ['two\nlines'] }],
  ])('%s that do not fit are refused, and nothing is changed', async (field, wrong) => {
    const { status, body } = await set({ ...NOTHING, ...wrong });
    expect([status, body.field?.startsWith(field)]).toEqual([400, true]);
    expect((await onAPhone()).stages).toEqual(asGiven(STAGES));
  });
});

test('groups belong to their programme, and reach phones', async () => {
  const put = (groups: string[]) =>
    here.call(`/v1/desk/programmes/${house.programmeId}/groups`, {
      cookie: house.manager.cookie,
      body: { groups },
    });
  expect((await put(['Tuesday drop-in', 'Friday lunch'])).status).toBe(200);
  const { programmeId } = house;
  expect((await onAPhone()).groups).toEqual([
    { programmeId, name: 'Tuesday drop-in' },
    { programmeId, name: 'Friday lunch' },
  ]);
  expect((await put(['Friday lunch', 'friday LUNCH'])).status).toBe(400);
  await put([]);
  expect((await shown()).groups).toEqual([]);
});

test('[X1] nothing of it is another organisation’s', async () => {
  const other = await here.organisation('Hillside');
  await set({ ...NOTHING, prompts: ['Only here'] }, other.administrator);
  expect((await onAPhone()).prompts).toEqual([]);
});
