import { ownAlertsSet, webhookAdded } from '../contract/desk-alerts.ts';
import { answerGiven, audienceNarrowed } from '../contract/desk-answer.ts';
import { outcomeRecorded } from '../contract/desk-flagged.ts';
import { keepMonthsSet, releaseSet, safeguardingSet } from '../contract/desk-voice.ts';
import { personInvited, programmeAdded, takenIn } from '../contract/desk.ts';
import { exportFile } from '../contract/export.ts';
import { groupsSet, offeredSet } from '../contract/offered.ts';
import { BATCH_MAX_BYTES } from '../contract/limits.ts';
import { pushRequest } from '../contract/push.ts';
import {
  audienceChosen,
  didItChange,
  formAsked,
  receiptAsked,
  saidOnOwnPhone,
  saidSealed,
  withdrawnByCode,
  writtenBack,
} from '../contract/say.ts';
import { z } from '../contract/schema.ts';
import { firstSetUp, invitationKey, linkToken } from '../contract/sign-in.ts';
import {
  addWebhook,
  alertsPage,
  deliveryAgain,
  deliveryLooked,
  removeWebhook,
  setOwnAlerts,
  testOwnAlerts,
  testWebhook,
} from './endpoint/desk-alerts.ts';
import {
  answerMoment,
  eraseMoment,
  momentThread,
  narrowMoment,
  takeAnswerBack,
} from './endpoint/desk-answer.ts';
import { flagOutcome, flaggedList } from './endpoint/desk-flagged.ts';
import { inboxPage, momentSeen, momentVersions, oneMoment } from './endpoint/desk-moments.ts';
import { offeredPage, setGroups, setOffered } from './endpoint/desk-offered.ts';
import {
  addProgramme,
  endSession,
  invite,
  listPeople,
  markLost,
  renew,
} from './endpoint/desk-people.ts';
import { asideLooked, setAsidePage, takeAsideIn, takeFileIn } from './endpoint/desk-set-aside.ts';
import {
  makeLink,
  programmeVoice,
  setKeepMonths,
  setRelease,
  setSafeguarding,
  switchLinkOff,
} from './endpoint/desk-voice.ts';
import { health } from './endpoint/health.ts';
import { live } from './endpoint/live.ts';
import { me, signOut } from './endpoint/me.ts';
import { pull } from './endpoint/pull.ts';
import { push } from './endpoint/push.ts';
import { changed, narrow, receipt, withdraw, writeBack } from './endpoint/receipt.ts';
import { challenge, form, say, saySealed } from './endpoint/say.ts';
import { accept, look, newShortCode, setUpFirst } from './endpoint/sign-in.ts';
import { get, openGet, openPost, post, postWithoutName } from './route.ts';
import type { Route } from './route.ts';

const nothing = z.strictObject({});

/**
 * Every call there is, with who may make it (X1). app.ts builds the server from this table and a test walks it whole:
 * a route that stands elsewhere does not exist.
 */
export const ROUTES: readonly Route[] = [
  openGet('/healthz', health),

  openPost('/v1/sign-in/look', invitationKey, look),
  openPost('/v1/sign-in/code', z.strictObject({ token: linkToken }), newShortCode),
  openPost('/v1/sign-in/accept', invitationKey, accept),
  openPost('/v1/sign-in/first', firstSetUp, setUpFirst),

  postWithoutName('/v1/say/form', formAsked, form),
  postWithoutName('/v1/say/challenge', nothing, challenge),
  postWithoutName('/v1/say', saidOnOwnPhone, say),
  postWithoutName('/v1/say/sealed', saidSealed, saySealed),
  postWithoutName('/v1/receipt', receiptAsked, receipt),
  postWithoutName('/v1/receipt/write-back', writtenBack, writeBack),
  postWithoutName('/v1/receipt/changed', didItChange, changed),
  postWithoutName('/v1/receipt/audience', audienceChosen, narrow),
  postWithoutName('/v1/receipt/withdraw', withdrawnByCode, withdraw),

  get('/v1/me', 'practitioner', me),
  post('/v1/sign-out', 'practitioner', nothing, signOut),
  post('/v1/push', 'practitioner', pushRequest, push, BATCH_MAX_BYTES),
  get('/v1/pull', 'practitioner', pull),

  get('/v1/desk/moments', 'manager', inboxPage),
  get('/v1/desk/moments/:momentId', 'manager', oneMoment),
  post('/v1/desk/moments/:momentId/seen', 'manager', nothing, momentSeen),
  get('/v1/desk/moments/:momentId/versions', 'manager', momentVersions),
  get('/v1/desk/moments/:momentId/thread', 'manager', momentThread),
  post('/v1/desk/moments/:momentId/answers', 'manager', answerGiven, answerMoment),
  post('/v1/desk/moments/:momentId/answers/:entryId/take-back', 'manager', nothing, takeAnswerBack),
  post('/v1/desk/moments/:momentId/audience', 'manager', audienceNarrowed, narrowMoment),
  post('/v1/desk/moments/:momentId/erase', 'manager', nothing, eraseMoment),
  get('/v1/desk/flagged', 'manager', flaggedList),
  post('/v1/desk/flagged/:momentId/outcome', 'manager', outcomeRecorded, flagOutcome),
  get('/v1/desk/set-aside', 'manager', setAsidePage),
  post('/v1/desk/set-aside/:asideId/looked', 'manager', nothing, asideLooked),
  post('/v1/desk/set-aside/:asideId/take-in', 'manager', takenIn, takeAsideIn),
  post('/v1/desk/handed-in', 'manager', exportFile, takeFileIn, BATCH_MAX_BYTES),
  get('/v1/desk/live', 'manager', live),
  get('/v1/desk/offered', 'manager', offeredPage),
  post('/v1/desk/offered', 'administrator', offeredSet, setOffered),
  post('/v1/desk/programmes/:programmeId/groups', 'manager', groupsSet, setGroups),
  get('/v1/desk/alerts', 'manager', alertsPage),
  post('/v1/desk/alerts/own', 'manager', ownAlertsSet, setOwnAlerts),
  post('/v1/desk/alerts/test', 'manager', nothing, testOwnAlerts),
  post('/v1/desk/deliveries/:deliveryId/again', 'manager', nothing, deliveryAgain),
  post('/v1/desk/deliveries/:deliveryId/looked', 'manager', nothing, deliveryLooked),
  post('/v1/desk/webhooks', 'administrator', webhookAdded, addWebhook),
  post('/v1/desk/webhooks/:webhookId/test', 'administrator', nothing, testWebhook),
  post('/v1/desk/webhooks/:webhookId/remove', 'administrator', nothing, removeWebhook),
  get('/v1/desk/people', 'manager', listPeople),
  post('/v1/desk/programmes', 'manager', programmeAdded, addProgramme),
  get('/v1/desk/programmes/:programmeId/voice', 'manager', programmeVoice),
  post('/v1/desk/programmes/:programmeId/link', 'manager', nothing, makeLink),
  post('/v1/desk/programmes/:programmeId/link-off', 'manager', nothing, switchLinkOff),
  post(
    '/v1/desk/programmes/:programmeId/safeguarding',
    'manager',
    safeguardingSet,
    setSafeguarding,
  ),
  post('/v1/desk/programmes/:programmeId/release', 'manager', releaseSet, setRelease),
  post('/v1/desk/keep-months', 'manager', keepMonthsSet, setKeepMonths),
  post('/v1/desk/invitations', 'manager', personInvited, invite),
  post('/v1/desk/people/:personId/renew', 'manager', nothing, renew),
  post('/v1/desk/sessions/:sessionId/end', 'manager', nothing, endSession),
  post('/v1/desk/sessions/:sessionId/lost', 'manager', nothing, markLost),
];
