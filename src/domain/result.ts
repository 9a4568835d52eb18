/** Expected trouble is a value; unexpected trouble throws. */
export type Result<Value, Trouble> = { ok: true; value: Value } | { ok: false; trouble: Trouble };

export const success = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });
export const trouble = <Trouble>(reason: Trouble): { ok: false; trouble: Trouble } => ({
  ok: false,
  trouble: reason,
});
