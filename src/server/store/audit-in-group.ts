import type { Engine } from './engine.ts';
import { appendAudit } from './queries/audit.ts';
import type { AuditEntry } from './store.ts';

/**
 * What the writes of one commit leave in the audit trail. Appended just before it, once for all that share it: the
 * end of a trail is read and moved once, however many rows there are.
 */
export class AuditInGroup {
  #entries = new Map<string, AuditEntry[]>();

  begin(): void {
    this.#entries = new Map();
  }

  /** Of a write that is done: one that failed has left nothing. */
  note(organisationId: string, entries: readonly AuditEntry[]): void {
    if (entries.length === 0) return;
    const before = this.#entries.get(organisationId);
    if (before === undefined) this.#entries.set(organisationId, [...entries]);
    else before.push(...entries);
  }

  async keep(engine: Engine): Promise<void> {
    for (const [organisationId, entries] of this.#entries) {
      await appendAudit(engine, organisationId, entries);
    }
  }
}
