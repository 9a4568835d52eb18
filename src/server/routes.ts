import { ownAlertsSet, webhookAdded } from '../contract/desk-alerts.ts';
import { answerGiven, audienceNarrowed } from '../contract/desk-answer.ts';
import { answeredTogether, assignedTo, noteWritten } from '../contract/desk-inbox.ts';
import { outcomeRecorded } from '../contract/desk-flagged.ts';
import { importAsked } from '../contract/desk-import.ts';
import { keepMonthsSet, releaseSet, safeguardingSet } from '../contract/desk-voice.ts';
import { personInvited, programmeAdded, rolesChosen, takenIn } from '../contract/desk.ts';
import { exportFile } from '../contract/export.ts';
import { groupsSet, offeredSet } from '../contract/offered.ts';
import { BATCH_MAX_BYTES } from '../contract/limits.ts';
import { passkeyMade, passkeyShown } from '../contract/passkey.ts';
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
import { auditExport, auditList } from './endpoint/desk-audit.ts';
import { exportMoments } from './endpoint/desk-export.ts';
import { importLines } from './endpoint/desk-import.ts';
import { flagOutcome, flaggedList } from './endpoint/desk-flagged.ts';
import { boardPage } from './endpoint/board.ts';
import {
  answerTogether,
  assignMoments,
  momentHandling,
  similarMoments,
  writeNote,
} from './endpoint/desk-handling.ts';
import { inboxPage, momentSeen, momentVersions, oneMoment } from './endpoint/desk-moments.ts';
import { offeredPage, setGroups, setOffered } from './endpoint/desk-offered.ts';
import {
  addProgramme,
  changeRoles,
  endSession,
  invite,
  listPeople,
  markLost,
  removePerson,
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
import {
  addPasskey,
  listPasskeys,
  makeOptions,
  proofOptions,
  prove,
  removePasskey,
  signInByPasskey,
  signInOptions,
} from './endpoint/passkeys.ts';
import { pull } from './endpoint/pull.ts';
import { push } from './endpoint/push.ts';
import { changed, narrow, receipt, withdraw, writeBack } from './endpoint/receipt.ts';
import { challenge, form, say, saySealed } from './endpoint/say.ts';
import { accept, look, newShortCode, setUpFirst } from './endpoint/sign-in.ts';
import { askedAgain, get, openGet, openPost, post, postWithoutName } from './route.ts';
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

  openPost('/v1/sign-in/passkey/options', nothing, signInOptions),
  openPost('/v1/sign-in/passkey', passkeyShown, signInByPasskey),

  postWithoutName('/v1/say/form', formAsked, form),
  postWithoutName('/v1/say/challenge', nothing, challenge),
  postWithoutName('/v1/say', saidOnOwnPhone, say),
  postWithoutName('/v1/say/sealed', saidSealed, saySealed),
  postWithoutName('/v1/receipt', receiptAsked, receipt),
  postWithoutName('/v1/receipt/write-back', writtenBack, writeBack),
  postWithoutName('/v1/receipt/changed', didItChange, changed),
  postWithoutName('/v1/receipt/audience', audienceChosen, narrow),
  postWithoutName('/v1/receipt/withdraw', withdrawnByCode, withdraw),

  get('/v1/me', 'member', me),
  post('/v1/sign-out', 'member', nothing, signOut),
  // Whatever somebody may do now, what their phone holds is taken.
  post('/v1/push', 'member', pushRequest, push, BATCH_MAX_BYTES),
  get('/v1/pull', 'member', pull),

  get('/v1/passkeys', 'member', listPasskeys),
  post('/v1/passkeys/options', 'member', nothing, makeOptions),
  post('/v1/passkeys', 'member', passkeyMade, addPasskey),
  askedAgain(post('/v1/passkeys/:passkeyId/remove', 'member', nothing, removePasskey)),
  post('/v1/passkeys/ask', 'member', nothing, proofOptions),
  post('/v1/passkeys/prove', 'member', passkeyShown, prove),

  get('/v1/board/moments', 'board', boardPage),

  get('/v1/desk/moments', 'manager', inboxPage),
  get('/v1/desk/moments/:momentId', 'manager', oneMoment),
  post('/v1/desk/moments/:momentId/seen', 'manager', nothing, momentSeen),
  get('/v1/desk/moments/:momentId/versions', 'manager', momentVersions),
  get('/v1/desk/moments/:momentId/thread', 'manager', momentThread),
  post('/v1/desk/moments/:momentId/answers', 'manager', answerGiven, answerMoment),
  post('/v1/desk/moments/:momentId/answers/:entryId/take-back', 'manager', nothing, takeAnswerBack),
  post('/v1/desk/moments/:momentId/audience', 'manager', audienceNarrowed, narrowMoment),
  post('/v1/desk/moments/:momentId/erase', 'manager', nothing, eraseMoment),
  get('/v1/desk/moments/:momentId/handling', 'manager', momentHandling),
  post('/v1/desk/moments/:momentId/notes', 'manager', noteWritten, writeNote),
  get('/v1/desk/moments/:momentId/similar', 'manager', similarMoments),
  post('/v1/desk/assignments', 'manager', assignedTo, assignMoments),
  post('/v1/desk/answers', 'manager', answeredTogether, answerTogether),
  get('/v1/desk/flagged', ['lead', 'manager'], flaggedList),
  post('/v1/desk/flagged/:momentId/outcome', ['lead', 'manager'], outcomeRecorded, flagOutcome),
  get('/v1/desk/set-aside', 'manager', setAsidePage),
  post('/v1/desk/set-aside/:asideId/looked', 'manager', nothing, asideLooked),
  post('/v1/desk/set-aside/:asideId/take-in', 'manager', takenIn, takeAsideIn),
  post('/v1/desk/handed-in', 'manager', exportFile, takeFileIn, BATCH_MAX_BYTES),
  get('/v1/desk/offered', 'manager', offeredPage),
  post('/v1/desk/offered', 'administrator', offeredSet, setOffered),
  post('/v1/desk/programmes/:programmeId/groups', 'manager', groupsSet, setGroups),
  get('/v1/desk/alerts', ['manager', 'lead'], alertsPage),
  post('/v1/desk/alerts/own', ['manager', 'lead'], ownAlertsSet, setOwnAlerts),
  post('/v1/desk/alerts/test', ['manager', 'lead'], nothing, testOwnAlerts),
  post('/v1/desk/deliveries/:deliveryId/again', 'manager', nothing, deliveryAgain),
  post('/v1/desk/deliveries/:deliveryId/looked', 'manager', nothing, deliveryLooked),
  askedAgain(post('/v1/desk/webhooks', 'administrator', webhookAdded, addWebhook)),
  post('/v1/desk/webhooks/:webhookId/test', 'administrator', nothing, testWebhook),
  askedAgain(post('/v1/desk/webhooks/:webhookId/remove', 'administrator', nothing, removeWebhook)),
  get('/v1/desk/live', ['manager', 'lead'], live),
  get('/v1/desk/people', 'manager', listPeople),
  post('/v1/desk/programmes', 'administrator', programmeAdded, addProgramme),
  get('/v1/desk/programmes/:programmeId/voice', 'manager', programmeVoice),
  askedAgain(post('/v1/desk/programmes/:programmeId/link', 'administrator', nothing, makeLink)),
  askedAgain(
    post('/v1/desk/programmes/:programmeId/link-off', 'administrator', nothing, switchLinkOff),
  ),
  post(
    '/v1/desk/programmes/:programmeId/safeguarding',
    'administrator',
    safeguardingSet,
    setSafeguarding,
  ),
  post('/v1/desk/programmes/:programmeId/release', 'administrator', releaseSet, setRelease),
  post('/v1/desk/keep-months', 'administrator', keepMonthsSet, setKeepMonths),
  askedAgain(post('/v1/desk/invitations', 'administrator', personInvited, invite)),
  askedAgain(post('/v1/desk/people/:personId/roles', 'administrator', rolesChosen, changeRoles)),
  askedAgain(post('/v1/desk/people/:personId/remove', 'administrator', nothing, removePerson)),
  // A manager lets another one in who lost all their passkeys.
  askedAgain(post('/v1/desk/people/:personId/renew', 'manager', nothing, renew)),
  askedAgain(post('/v1/desk/sessions/:sessionId/end', 'manager', nothing, endSession)),
  askedAgain(post('/v1/desk/sessions/:sessionId/lost', 'manager', nothing, markLost)),
  askedAgain(get('/v1/desk/export', 'manager', exportMoments)),
  post('/v1/desk/imports', 'manager', importAsked, importLines, BATCH_MAX_BYTES),
  get('/v1/desk/audit', 'administrator', auditList),
  askedAgain(get('/v1/desk/audit/export', 'administrator', auditExport)),
];
