// What the desk asks of the endpoint.
import {
  type DeskMoment,
  type DeskPage,
  type DeskPeople,
  type DeskSetAsidePage,
  type DeskVersion,
  deskOne,
  deskPage,
  deskPeople,
  deskSetAsidePage,
  deskVersions,
  done,
  type HandedIn,
  handedIn,
  type InvitationMade,
  invitationMade,
} from '../contract/desk.ts';
import {
  type DeskAlerts,
  type OwnAlertsSet,
  type WebhookAdded,
  type WebhookMade,
  deskAlerts,
  webhookMade,
} from '../contract/desk-alerts.ts';
import { type AnswerGiven, type DeskThread, deskThread } from '../contract/desk-answer.ts';
import {
  type AnsweredTogether,
  type DeskHandling,
  type InboxFilter,
  type NoteWritten,
  type SimilarMoment,
  type TogetherDone,
  deskHandling,
  deskSimilar,
  togetherDone,
} from '../contract/desk-inbox.ts';
import { type DeskFlaggedList, deskFlaggedList } from '../contract/desk-flagged.ts';
import {
  type DeskVoice,
  type KeepMonthsSet,
  type SafeguardingSet,
  deskVoice,
} from '../contract/desk-voice.ts';
import type { ExportFile } from '../contract/export.ts';
import type { Audience } from '../contract/moment.ts';
import { type DeskOffered, type OfferedSet, deskOffered } from '../contract/offered.ts';
import type { Role } from '../contract/pull.ts';
import type { z } from '../contract/schema.ts';
import { success } from '../domain/result.ts';
import { ask } from './asking.ts';
import type { Answer, Fetch } from './endpoint.ts';
import { queryOf } from './inbox/filter.ts';

export type { Answer, Trouble } from './endpoint.ts';

/** The desk's requests. None of them throws. */
export interface DeskClient {
  moments(filter: InboxFilter, after: string | null, limit: number): Answer<DeskPage>;
  moment(momentId: string): Answer<DeskMoment>;
  see(momentId: string): Answer<unknown>;
  handling(momentId: string): Answer<DeskHandling>;
  note(momentId: string, note: NoteWritten): Answer<unknown>;
  similar(momentId: string): Answer<SimilarMoment[]>;
  assign(momentIds: readonly string[], personId: string | null): Answer<TogetherDone>;
  answerTogether(answer: AnsweredTogether): Answer<TogetherDone>;
  versions(momentId: string): Answer<DeskVersion[]>;
  thread(momentId: string): Answer<DeskThread>;
  answer(momentId: string, answer: AnswerGiven): Answer<unknown>;
  takeBack(momentId: string, entryId: string): Answer<unknown>;
  narrow(momentId: string, audience: Audience): Answer<unknown>;
  erase(momentId: string): Answer<unknown>;
  flagged(isSettled: boolean): Answer<DeskFlaggedList>;
  recordOutcome(momentId: string, outcome: string): Answer<unknown>;
  setAside(isLookedAt: boolean, after: string | null, limit: number): Answer<DeskSetAsidePage>;
  lookedAt(asideId: string): Answer<unknown>;
  takeIn(asideId: string, programmeId: string): Answer<unknown>;
  handIn(file: ExportFile): Answer<HandedIn>;
  people(): Answer<DeskPeople>;
  addProgramme(name: string): Answer<unknown>;
  voice(programmeId: string): Answer<DeskVoice>;
  makeLink(programmeId: string): Answer<unknown>;
  switchLinkOff(programmeId: string): Answer<unknown>;
  setSafeguarding(programmeId: string, safeguarding: SafeguardingSet): Answer<unknown>;
  setReleaseHours(programmeId: string, releaseHours: number): Answer<unknown>;
  setKeepMonths(months: KeepMonthsSet): Answer<unknown>;
  invite(name: string, role: Role): Answer<InvitationMade>;
  changeRoles(personId: string, roles: readonly Role[]): Answer<unknown>;
  removePerson(personId: string): Answer<unknown>;
  renew(personId: string): Answer<InvitationMade>;
  endSession(sessionId: string): Answer<unknown>;
  markLost(sessionId: string): Answer<unknown>;
  alerts(): Answer<DeskAlerts>;
  setOwnAlerts(settings: OwnAlertsSet): Answer<unknown>;
  testOwnAlerts(): Answer<unknown>;
  deliveryAgain(deliveryId: string): Answer<unknown>;
  deliveryLooked(deliveryId: string): Answer<unknown>;
  addWebhook(webhook: WebhookAdded): Answer<WebhookMade>;
  testWebhook(webhookId: string): Answer<unknown>;
  removeWebhook(webhookId: string): Answer<unknown>;
  offered(): Answer<DeskOffered>;
  setOffered(offered: OfferedSet): Answer<unknown>;
  setGroups(programmeId: string, groups: string[]): Answer<unknown>;
}

/** The desk's requests by `fetch`. */
export const deskClient = (fetch: Fetch): DeskClient => {
  const get = <Value>(path: string, schema: z.ZodMiniType<Value>) => ask(fetch, path, null, schema);
  const post = <Value>(path: string, body: object, schema: z.ZodMiniType<Value>) =>
    ask(fetch, path, body, schema);
  return {
    moments: (filter, after, limit) => {
      const query = queryOf(filter);
      if (after !== null) query.set('after', after);
      query.set('limit', String(limit));
      return get(`/v1/desk/moments?${query.toString()}`, deskPage);
    },
    moment: async (momentId) => {
      const answer = await get(`/v1/desk/moments/${encodeURIComponent(momentId)}`, deskOne);
      return answer.ok ? success(answer.value.moment) : answer;
    },
    see: (momentId) => post(`/v1/desk/moments/${momentId}/seen`, {}, done),
    handling: (momentId) => get(`/v1/desk/moments/${momentId}/handling`, deskHandling),
    note: (momentId, note) => post(`/v1/desk/moments/${momentId}/notes`, note, done),
    similar: async (momentId) => {
      const answer = await get(`/v1/desk/moments/${momentId}/similar`, deskSimilar);
      return answer.ok ? success(answer.value.moments) : answer;
    },
    assign: (momentIds, personId) =>
      post('/v1/desk/assignments', { momentIds, personId }, togetherDone),
    answerTogether: (answer) => post('/v1/desk/answers', answer, togetherDone),
    versions: async (momentId) => {
      const answer = await get(`/v1/desk/moments/${momentId}/versions`, deskVersions);
      return answer.ok ? success(answer.value.versions) : answer;
    },
    thread: (momentId) => get(`/v1/desk/moments/${momentId}/thread`, deskThread),
    answer: (momentId, answer) => post(`/v1/desk/moments/${momentId}/answers`, answer, done),
    takeBack: (momentId, entryId) =>
      post(`/v1/desk/moments/${momentId}/answers/${entryId}/take-back`, {}, done),
    narrow: (momentId, audience) =>
      post(`/v1/desk/moments/${momentId}/audience`, { audience }, done),
    erase: (momentId) => post(`/v1/desk/moments/${momentId}/erase`, {}, done),
    flagged: (isSettled) =>
      get(`/v1/desk/flagged?settled=${isSettled ? 'yes' : 'no'}`, deskFlaggedList),
    recordOutcome: (momentId, outcome) =>
      post(`/v1/desk/flagged/${momentId}/outcome`, { outcome }, done),
    setAside: (isLookedAt, after, limit) => {
      const query = new URLSearchParams({ looked: isLookedAt ? 'yes' : 'no' });
      if (after !== null) query.set('after', after);
      query.set('limit', String(limit));
      return get(`/v1/desk/set-aside?${query.toString()}`, deskSetAsidePage);
    },
    lookedAt: (asideId) => post(`/v1/desk/set-aside/${asideId}/looked`, {}, done),
    takeIn: (asideId, programmeId) =>
      post(`/v1/desk/set-aside/${asideId}/take-in`, { programmeId }, done),
    handIn: (file) => post('/v1/desk/handed-in', file, handedIn),
    people: () => get('/v1/desk/people', deskPeople),
    addProgramme: (name) => post('/v1/desk/programmes', { name }, done),
    voice: (programmeId) =>
      get(`/v1/desk/programmes/${encodeURIComponent(programmeId)}/voice`, deskVoice),
    makeLink: (programmeId) => post(`/v1/desk/programmes/${programmeId}/link`, {}, done),
    switchLinkOff: (programmeId) => post(`/v1/desk/programmes/${programmeId}/link-off`, {}, done),
    setSafeguarding: (programmeId, safeguarding) =>
      post(`/v1/desk/programmes/${programmeId}/safeguarding`, safeguarding, done),
    setReleaseHours: (programmeId, releaseHours) =>
      post(`/v1/desk/programmes/${programmeId}/release`, { releaseHours }, done),
    setKeepMonths: (months) => post('/v1/desk/keep-months', months, done),
    invite: (name, role) => post('/v1/desk/invitations', { name, role }, invitationMade),
    changeRoles: (personId, roles) => post(`/v1/desk/people/${personId}/roles`, { roles }, done),
    removePerson: (personId) => post(`/v1/desk/people/${personId}/remove`, {}, done),
    renew: (personId) => post(`/v1/desk/people/${personId}/renew`, {}, invitationMade),
    endSession: (sessionId) => post(`/v1/desk/sessions/${sessionId}/end`, {}, done),
    markLost: (sessionId) => post(`/v1/desk/sessions/${sessionId}/lost`, {}, done),
    alerts: () => get('/v1/desk/alerts', deskAlerts),
    setOwnAlerts: (settings) => post('/v1/desk/alerts/own', settings, done),
    testOwnAlerts: () => post('/v1/desk/alerts/test', {}, done),
    deliveryAgain: (deliveryId) => post(`/v1/desk/deliveries/${deliveryId}/again`, {}, done),
    deliveryLooked: (deliveryId) => post(`/v1/desk/deliveries/${deliveryId}/looked`, {}, done),
    addWebhook: (webhook) => post('/v1/desk/webhooks', webhook, webhookMade),
    testWebhook: (webhookId) => post(`/v1/desk/webhooks/${webhookId}/test`, {}, done),
    removeWebhook: (webhookId) => post(`/v1/desk/webhooks/${webhookId}/remove`, {}, done),
    offered: () => get('/v1/desk/offered', deskOffered),
    setOffered: (offered) => post('/v1/desk/offered', offered, done),
    setGroups: (programmeId, groups) =>
      post(`/v1/desk/programmes/${programmeId}/groups`, { groups }, done),
  };
};
