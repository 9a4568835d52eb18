import { createHmac } from 'node:crypto';
import type { z } from '../../contract/schema.ts';
import type {
  FormAnswer,
  FormFacts,
  Said,
  formAsked,
  saidOnOwnPhone,
  saidSealed,
} from '../../contract/say.ts';
import { hourOf } from '../../domain/at-risk.ts';
import { releaseTimeAt } from '../../domain/release.ts';
import { releaseIfDue } from '../jobs/release.ts';
import { openSealed } from '../open-sealed.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AskedWithoutName } from '../route.ts';
import type { HeldEntry, Place, ProgrammeVoice, Reads } from '../store/store.ts';
import { isRefusal } from './page.ts';
import { hardnessOf, newChallenge } from './proof.ts';

const DAY_MS = 24 * 3600 * 1000;
const CODE_DAYS = 180;
/** How long one who was not heard for the crowd should wait. */
const CROWD_S = 60;

/** `POST /v1/say/form`: what a link's form shows. */
export const form = async (
  asked: AskedWithoutName<z.infer<typeof formAsked>>,
): Promise<Answer | Refusal> => {
  const { store } = asked.installation;
  const challenge = await newChallenge(asked);
  const place = await store.findSpeakingLink(asked.body.secret);
  if (place === null) return refuse('not_taken');
  const reads = store.of(place.organisationId);
  const voice = await reads.voiceOf(place.programmeId);
  if (voice === null) return refuse('not_taken');
  const [facts] = await formFactsOf(reads, [voice]);
  const answer: Omit<FormAnswer, 'protocol'> = {
    form: facts!,
    challenge: challenge as FormAnswer['challenge'],
  };
  return { answer };
};

/** What people read before they speak, for each of these programmes. */
export const formFactsOf = async (
  reads: Reads,
  voices: readonly ProgrammeVoice[],
): Promise<FormFacts[]> => {
  const organisationName = await reads.organisationName();
  const keepMonths = await reads.keepMonths();
  return voices.map(({ programmeId, programmeName, safeguarding, releaseHours }) => ({
    organisationName,
    programmeId,
    programmeName,
    safeguarding: safeguarding && {
      leadName: safeguarding.leadName,
      hours: safeguarding.hours,
      emergency: safeguarding.emergency,
    },
    releaseHours,
    keepMonths,
  }));
};

/** `POST /v1/say/challenge` */
export const challenge = async (asked: AskedWithoutName<unknown>): Promise<Answer> => ({
  answer: { challenge: await newChallenge(asked) },
});

/** `POST /v1/say`: said on a person's own phone. Answered when it is on disk. */
export const say = async (
  asked: AskedWithoutName<z.infer<typeof saidOnOwnPhone>>,
): Promise<Answer | Refusal> => {
  const hardness = await hardnessOf(asked);
  if (isRefusal(hardness)) return hardness;
  const { secret, said } = asked.body;
  const place = await asked.installation.store.findSpeakingLink(secret);
  if (place === null || place.programmeId !== said.programmeId) return refuse('not_taken');
  return take(asked, { place, said, channel: 'own-phone', hardness });
};

/** `POST /v1/say/sealed`: said on a phone that was handed over, perhaps long ago. */
export const saySealed = async (
  asked: AskedWithoutName<z.infer<typeof saidSealed>>,
): Promise<Answer | Refusal> => {
  const hardness = await hardnessOf(asked);
  if (isRefusal(hardness)) return hardness;
  const { store, speaking, now } = asked.installation;
  const { entry } = asked.body;
  const key = await speaking.sealing.opening(entry.keyId, now());
  const opened = await openSealed(entry, () => key);
  if (!opened.ok) return refuse(opened.trouble === 'server_old' ? 'server_old' : 'not_taken');
  const place = await store.findProgramme(opened.value.programmeId);
  if (place === null) return refuse('not_taken');
  return take(asked, { place, said: opened.value, channel: 'handed-phone', hardness });
};

interface Taking {
  place: Place;
  said: Said;
  channel: HeldEntry['channel'];
  hardness: number;
}

const take = async (
  { installation, addressKey }: AskedWithoutName<unknown>,
  { place, said, channel, hardness }: Taking,
): Promise<Answer | Refusal> => {
  const { store, speaking, keys, now } = installation;
  const at = now();
  const needed = await speaking.rates.countEntry(place.programmeId, at);
  if (needed === null) return refuse('too_many_tries', { retryAfterS: CROWD_S });
  if (hardness < needed) return refuse('proof_needed');
  const codeHash =
    said.receiptCode === null ? null : await speaking.receipts.of(said.receiptCode, addressKey);
  if (codeHash === null && said.receiptCode !== null) {
    return refuse('too_many_tries', { retryAfterS: CROWD_S });
  }
  const voice = await store.of(place.organisationId).voiceOf(place.programmeId);
  if (voice === null) return refuse('not_taken');
  const entry: HeldEntry = {
    momentId: momentIdOf(said, place, keys.entryKey),
    programmeId: place.programmeId,
    channel,
    words: said.words,
    kind: said.kind,
    audience: said.audience,
    receivedOn: dateOf(at),
    receipt: codeHash === null ? null : { codeHash, expiresOn: dateOf(inDays(CODE_DAYS, at)) },
  };
  await store.write(place.organisationId, async (transaction) => {
    const { momentId, programmeId } = entry;
    // What comes now waits for the next time of release: it joins nothing that the last one lets go.
    if (!(await releaseIfDue(transaction, programmeId, at))) {
      const lookedAt = releaseTimeAt(voice.releaseHours, at);
      await transaction.noteLooked(programmeId, { lookedAt, waitingSince: null });
    }
    if (!(await transaction.hold(entry))) return;
    if (said.mayBeAtRisk) {
      await transaction.flag({ momentId, programmeId, arrivedAt: hourOf(at.toISOString()) });
      await transaction.release([entry]);
    }
  });
  return { answer: {} };
};

/**
 * The same entry, sent again because the answer was lost, is the same moment; said otherwise it is another. The id looks
 * like any random one, and without the key nothing leads to it from the entry's own, which a phone made.
 */
const momentIdOf = (said: Said, { organisationId, programmeId }: Place, key: Buffer): string => {
  const { entryId, kind, audience, mayBeAtRisk, receiptCode, words } = said;
  const hex = createHmac('sha256', key)
    .update(JSON.stringify([organisationId, programmeId, entryId, kind, audience]))
    .update(JSON.stringify([mayBeAtRisk, receiptCode, words]))
    .digest('hex');
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};

const inDays = (days: number, at: Date): Date => new Date(at.getTime() + days * DAY_MS);
const dateOf = (at: Date): string => at.toISOString().slice(0, 10);
