import { momentKind } from './moment.ts';
import { id, z } from './schema.ts';

/** One moment as the board sees it: what was said, where, and in which month. Never who said or kept it. */
export const boardMoment = z.object({
  momentId: id,
  words: z.string(),
  kind: momentKind,
  programmeName: z.string(),
  /** `2026-11` */
  month: z.string(),
});
export type BoardMoment = z.infer<typeof boardMoment>;

/** `GET /v1/board/moments?after`: the newest first, by keyset. */
export const boardPage = z.object({
  protocol: z.string(),
  moments: z.array(boardMoment),
  /** Opaque; null when this was the last page. */
  next: z.nullable(z.string()),
});
export type BoardPage = z.infer<typeof boardPage>;
