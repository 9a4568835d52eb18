import { id, label, z } from './schema.ts';

/** How long what is said without a name may be held, in hours: until the day is over, or shorter at a cost (A5). */
export const RELEASE_HOURS = [24, 12, 4] as const;
/** How long words may be kept, in months. */
export const KEEP_MONTHS = [3, 6, 12, 24, 36] as const;

/** The most that is written about emergencies, in UTF-16 units. */
export const EMERGENCY_MAX = 300;

/** What to do in an emergency, as people read it before they speak: one line, however long. */
const emergencyWords = z
  .string()
  .check(z.minLength(1), z.maxLength(EMERGENCY_MAX), z.regex(/^\S(?:[^\p{Cc}\u2028\u2029]*\S)?$/u));

/** `POST /v1/desk/programmes/:programmeId/safeguarding` */
export const safeguardingSet = z.strictObject({
  /** A manager, who is told at once. */
  leadPersonId: id,
  /** When they read it: "Monday to Friday, 9 to 5". */
  hours: label,
  emergency: emergencyWords,
});
export type SafeguardingSet = z.infer<typeof safeguardingSet>;

/** `POST /v1/desk/programmes/:programmeId/release` */
export const releaseSet = z.strictObject({ releaseHours: z.literal([...RELEASE_HOURS]) });

const months = z.literal([...KEEP_MONTHS]);
/** `POST /v1/desk/keep-months`: for the whole organisation. */
export const keepMonthsSet = z.strictObject({ afterTold: months, afterArrival: months });
export type KeepMonthsSet = z.infer<typeof keepMonthsSet>;

/** `GET /v1/desk/programmes/:programmeId/voice`: how people speak to a programme without a name. */
export const deskVoice = z.object({
  protocol: z.string(),
  programmeId: id,
  programmeName: z.string(),
  /** What the QR code holds; null while there is none. */
  link: z.nullable(z.string()),
  safeguarding: z.nullable(
    z.object({
      leadPersonId: id,
      leadName: z.string(),
      hours: z.string(),
      emergency: z.string(),
    }),
  ),
  releaseHours: z.int(),
  keepMonths: z.object({ afterTold: z.int(), afterArrival: z.int() }),
  /** Who may be named as the lead. */
  managers: z.array(z.object({ personId: id, name: z.string() })),
});
export type DeskVoice = z.infer<typeof deskVoice>;
