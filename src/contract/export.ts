import { BATCH_MAX_OPERATIONS } from './limits.ts';
import { operation } from './push.ts';
import { id, instant, label, z } from './schema.ts';
import { EXPORT_FORMAT } from './version.ts';

/**
 * What a phone that cannot send saves as a text file in UTF-8, to be handed to a manager: operations as they would have
 * been pushed, of one person. Not larger than one push. Who hands it in need not be that person; the name is a help
 * for people, and `personId` a claim.
 */
export const exportFile = z.strictObject({
  format: z.literal(EXPORT_FORMAT),
  organisationId: id,
  personId: id,
  personName: label,
  /** The phone's clock: a claim (P10). */
  exportedAt: instant,
  operations: z.array(operation).check(z.minLength(1), z.maxLength(BATCH_MAX_OPERATIONS)),
});
export type ExportFile = z.infer<typeof exportFile>;
