import { randomUUID } from 'node:crypto';
import type { Engine } from './engine.ts';
import * as alerts from './queries/alerts.ts';
import * as deliveries from './queries/deliveries.ts';
import { assign } from './queries/assignments.ts';
import * as audit from './queries/audit.ts';
import * as erasing from './queries/erasing.ts';
import * as feed from './queries/feed.ts';
import * as flags from './queries/flags.ts';
import * as held from './queries/held.ts';
import * as links from './queries/links.ts';
import * as moments from './queries/moments.ts';
import * as own from './queries/offered.ts';
import { addNote } from './queries/notes.ts';
import * as operations from './queries/operations.ts';
import * as passkeys from './queries/passkeys.ts';
import * as people from './queries/people.ts';
import * as receipts from './queries/receipts.ts';
import * as sessions from './queries/sessions.ts';
import * as asides from './queries/set-aside.ts';
import * as threads from './queries/thread.ts';
import * as voice from './queries/voice.ts';
import type { AuditEntry, CommitNotice, WriteTransaction } from './store.ts';
import type { WithdrawnInGroup } from './withdrawn-file.ts';

/**
 * One organisation's writes within a transaction that is open on `engine`. What others may wait for is noted in
 * `told`, to be announced after the commit and never before; what is withdrawn in `withdrawn`, to be kept before it;
 * what is for the audit trail in `noted`.
 */
export const transactionOn = (
  engine: Engine,
  organisationId: string,
  told: Set<CommitNotice['what'] | 'erased'>,
  withdrawn: WithdrawnInGroup,
  noted: AuditEntry[],
): WriteTransaction => ({
  organisationId,
  operationsById: (ids) => operations.operationsById(engine, organisationId, ids),
  momentsById: (ids) => moments.momentsById(engine, organisationId, ids),
  programmeIds: async () => {
    const known = await people.programmes(engine, organisationId);
    return new Set(known.map(({ programmeId }) => programmeId));
  },
  storedOf: (momentIds) => operations.storedOf(engine, organisationId, momentIds),
  takePositions: (count, counter) => feed.takePositions(engine, organisationId, count, counter),
  keepOperations: (rows) => operations.keepOperations(engine, organisationId, rows),
  keepAside: (rows) => {
    told.add('moments');
    return asides.keepAside(engine, organisationId, rows);
  },
  putMoments: (rows) => {
    told.add('moments');
    for (const { momentId, personId, standing } of rows) {
      if (standing.body === null) withdrawn.note({ organisationId, momentId, personId });
    }
    return moments.putMoments(engine, organisationId, rows);
  },
  eraseBodies: async (momentIds) => {
    told.add('erased');
    await operations.eraseBodies(engine, organisationId, momentIds);
    await erasing.eraseAround(engine, organisationId, momentIds);
  },

  addOrganisation: (organisation) => people.addOrganisation(engine, organisationId, organisation),
  addProgramme: (programme) => people.addProgramme(engine, organisationId, programme),
  addPerson: (person) => people.addPerson(engine, organisationId, person),
  person: (personId) => people.person(engine, organisationId, personId),

  wasPerson: (personId) => people.wasPerson(engine, organisationId, personId),
  setRoles: (personId, roles) => {
    told.add('sessions');
    return people.setRoles(engine, organisationId, personId, roles);
  },
  removePerson: (personId, removed) => {
    told.add('sessions');
    return people.removePerson(engine, organisationId, personId, removed);
  },
  administrators: () => people.administrators(engine, organisationId),
  isNamedLead: (personId) => voice.isNamedLead(engine, organisationId, personId),

  addPasskey: (added) => {
    // From now on this person's other desks ask for it.
    told.add('sessions');
    return passkeys.addPasskey(engine, organisationId, added);
  },
  notePasskeyUse: (use) => passkeys.notePasskeyUse(engine, organisationId, use),
  removePasskey: (personId, passkeyId) =>
    passkeys.removePasskey(engine, organisationId, personId, passkeyId),
  useChallenge: (used) => passkeys.useChallenge(engine, organisationId, used),

  useSetUpLink: (tokenHash, now) => links.useSetUpLink(engine, tokenHash, now),
  hasOrganisation: () => people.hasOrganisation(engine),
  replaceInvitation: (invitation) => links.replaceInvitation(engine, organisationId, invitation),
  useInvitation: (invitationId, now) =>
    links.useInvitation(engine, organisationId, invitationId, now),
  setCode: (invitationId, code) => links.setCode(engine, organisationId, invitationId, code),

  addSession: (session) => sessions.addSession(engine, organisationId, session),
  noteContact: (sessionId, contact) =>
    sessions.noteContact(engine, organisationId, sessionId, contact),
  noteProof: (sessionId, now) => sessions.noteProof(engine, organisationId, sessionId, now),
  endSession: (sessionId, now) => {
    told.add('sessions');
    return sessions.markSession(engine, organisationId, sessionId, 'ended_at', now);
  },
  markLost: (sessionId, now) => {
    told.add('sessions');
    return sessions.markSession(engine, organisationId, sessionId, 'lost_at', now);
  },
  markWiped: async (sessionId, now) => {
    await sessions.markSession(engine, organisationId, sessionId, 'wiped_at', now);
  },

  markSeen: (momentId, personId, now) =>
    moments.markSeen(engine, organisationId, momentId, personId, now),
  addNote: (momentId, note) => {
    told.add('moments');
    return addNote(engine, organisationId, momentId, note);
  },
  assign: (momentId, assigned) => {
    told.add('moments');
    return assign(engine, organisationId, momentId, assigned);
  },
  thread: (momentId) => threads.thread(engine, organisationId, momentId),
  aside: (asideId) => asides.aside(engine, organisationId, asideId),
  markLooked: (asideId, looked) => {
    told.add('moments');
    return asides.markLooked(engine, organisationId, asideId, looked);
  },

  hold: (entry) => {
    // Between a person's pushes, with their times, the log would tell when it came (A4).
    told.add('erased');
    return held.hold(engine, organisationId, entry);
  },
  waitingFor: async (programmeId) =>
    (await held.waiting(engine, organisationId, programmeId))[0] ?? null,
  noteLooked: (programmeId, looked) =>
    voice.noteLooked(engine, organisationId, programmeId, looked),
  heldFor: (programmeId, momentIds) => held.heldFor(engine, organisationId, programmeId, momentIds),
  release: (entries) => {
    told.add('moments');
    // The log that tells in which order they came is cut off.
    told.add('erased');
    return held.release(engine, organisationId, entries);
  },
  flag: async (flagged) => {
    told.add('moments');
    told.add('deliveries');
    if (!(await flags.flag(engine, organisationId, flagged))) return;
    await alerts.alertOfFlag(engine, organisationId, { ...flagged, newId: randomUUID });
  },
  recordOutcome: async (momentId, recorded) => {
    told.add('moments');
    told.add('erased');
    const isRecorded = await flags.recordOutcome(engine, organisationId, momentId, recorded);
    if (isRecorded) await deliveries.dropDeliveriesOf(engine, organisationId, momentId);
    return isRecorded;
  },
  dropReceipts: (today) => receipts.dropReceipts(engine, organisationId, today),
  addToThread: (momentId, entry) => {
    told.add('moments');
    if (entry.from === 'speaker') told.add('erased');
    return threads.addToThread(engine, organisationId, momentId, entry);
  },
  takeBackAnswer: (momentId, entryId, now) => {
    told.add('moments');
    return threads.takeBackAnswer(engine, organisationId, momentId, entryId, now);
  },
  setSecret: (programmeId, secret) => voice.setSecret(engine, organisationId, programmeId, secret),
  setSafeguarding: (programmeId, safeguarding) =>
    voice.setSafeguarding(engine, organisationId, programmeId, safeguarding),
  setReleaseHours: (programmeId, hours) =>
    voice.setReleaseHours(engine, organisationId, programmeId, hours),
  setKeepMonths: (months) => voice.setKeepMonths(engine, organisationId, months),
  narrowAudience: (momentId, audience) => {
    told.add('moments');
    told.add('erased');
    return erasing.narrowAudience(engine, organisationId, momentId, audience);
  },
  eraseMoment: async (momentId, now) => {
    const personId = await erasing.eraseMoment(engine, organisationId, momentId, now);
    if (personId === null) return false;
    told.add('moments');
    told.add('erased');
    withdrawn.note({ organisationId, momentId, personId });
    return true;
  },
  markTold: (momentIds, day) => {
    told.add('erased');
    return erasing.markTold(engine, organisationId, momentIds, day);
  },

  setAlerts: (personId, settings) => alerts.setAlerts(engine, organisationId, personId, settings),
  addWebhook: (webhook) => alerts.addWebhook(engine, organisationId, webhook),
  removeWebhook: (webhookId) => alerts.removeWebhook(engine, organisationId, webhookId),
  noteGone: (webhookId, now) => alerts.noteGone(engine, organisationId, webhookId, now),
  takeDaily: (target, now, nextOf) => alerts.takeDaily(engine, organisationId, target, now, nextOf),
  dailyFacts: (oldBefore) => alerts.dailyFacts(engine, organisationId, oldBefore),
  addDelivery: (delivery) => {
    told.add('deliveries');
    return deliveries.addDelivery(engine, organisationId, delivery);
  },
  claimDeliveries: (deliveryIds, by) =>
    deliveries.claimDeliveries(engine, organisationId, deliveryIds, by),
  settleDelivery: (deliveryId, claim, settled) => {
    // Until when it was claimed tells when what was flagged came (A4).
    told.add('erased');
    return deliveries.settleDelivery(engine, organisationId, deliveryId, claim, settled);
  },
  tryDeliveryAgain: (deliveryId) => {
    told.add('deliveries');
    return deliveries.tryDeliveryAgain(engine, organisationId, deliveryId);
  },
  tryAgainFor: (personId) => {
    told.add('deliveries');
    return deliveries.tryAgainFor(engine, organisationId, personId);
  },
  markDeliveryLooked: (deliveryId, now) =>
    deliveries.markDeliveryLooked(engine, organisationId, deliveryId, now),
  dropDeliveries: (before) => deliveries.dropDeliveries(engine, organisationId, before),

  offered: () => own.offered(engine, organisationId),
  putOffered: (part, programmeId, rows) =>
    own.putOffered(engine, organisationId, part, programmeId, rows),
  note: (entry) => void noted.push(entry),
  cutAudit: (before, limit) => audit.cutAudit(engine, organisationId, before, limit),
});
