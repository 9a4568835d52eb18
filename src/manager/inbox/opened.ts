// The one moment that is being read, and that it was seen. "Seen" is shown at once and told to the endpoint; where
// that fails, it is told again when the next one is opened.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { DeskMoment } from '../../contract/desk.ts';
import type { Drafts } from '../answer/drafts.ts';
import type { DeskClient, Trouble } from '../desk-client.ts';
import { createInboxList, type InboxList } from './inbox-list.ts';

export interface Opened {
  momentId: string;
  /** What can be shown of it; null until it was read, and once it was taken back. */
  moment: DeskMoment | null;
  /** It is not on the server, or no longer. `wasShown` tells a withdrawal from a wrong address. */
  gone: { wasShown: boolean } | null;
  trouble: Trouble | null;
}

export interface Inbox {
  list: InboxList;
  opened: ReadonlySignal<Opened | null>;
  open(momentId: string): Promise<void>;
  close(): void;
  client: DeskClient;
  /** Grows whenever something may have arrived that is not of the list. */
  news: ReadonlySignal<number>;
  /** Answers that were begun in this tab. */
  drafts: Drafts;
  /** Reads again what is shown: the list, and the opened moment where the list does not have it. */
  refresh(): Promise<void>;
}

/** The state of one person's inbox. `now` is this device's clock. */
export const createInbox = (client: DeskClient, now: () => number): Inbox => {
  const opened = signal<Opened | null>(null);
  const news = signal(0);
  /** Seen in this tab, when; laid over every answer, since one that was under way does not know it. */
  const seenHere = new Map<string, string>();
  const untold = new Set<string>();

  const asKnown = (moment: DeskMoment): DeskMoment => {
    const seenAt = moment.seenAt ?? seenHere.get(moment.momentId) ?? null;
    const state = moment.state === 'new' && seenAt !== null ? 'to-answer' : moment.state;
    return { ...moment, seenAt, state };
  };
  const list = createInboxList(client, asKnown);

  /** What is being told just now. */
  const telling = new Map<string, Promise<void>>();
  const tellSeen = (momentId: string): Promise<void> => {
    const already = telling.get(momentId);
    if (already !== undefined) return already;
    untold.add(momentId);
    const told = client.see(momentId).then((answer) => {
      const isOver =
        answer.ok || (answer.trouble.kind === 'refused' && answer.trouble.code === 'not_found');
      if (isOver) untold.delete(momentId);
      telling.delete(momentId);
    });
    telling.set(momentId, told);
    return told;
  };

  const read = async (momentId: string): Promise<void> => {
    const answer = await client.moment(momentId);
    const shown = opened.peek();
    if (shown?.momentId !== momentId) return;
    if (answer.ok) {
      if (answer.value.seenAt === null) seenHere.set(momentId, new Date(now()).toISOString());
      const moment = asKnown(answer.value);
      opened.value = { momentId, moment, gone: null, trouble: null };
      list.put(momentId, moment);
      if (answer.value.seenAt === null) untold.add(momentId);
      await Promise.all(Array.from(untold, tellSeen));
    } else if (answer.trouble.kind === 'refused' && answer.trouble.code === 'not_found') {
      opened.value = {
        momentId,
        moment: null,
        gone: { wasShown: shown.moment !== null || shown.gone?.wasShown === true },
        trouble: null,
      };
      list.put(momentId, null);
      untold.delete(momentId);
    } else {
      opened.value = { ...shown, trouble: answer.trouble };
    }
  };

  return {
    list,
    opened,
    client,
    news,
    drafts: new Map(),
    open: async (momentId) => {
      if (opened.peek()?.momentId !== momentId) {
        const known = list.find(momentId) ?? null;
        opened.value = { momentId, moment: known, gone: null, trouble: null };
        if (known?.seenAt === null) {
          seenHere.set(momentId, new Date(now()).toISOString());
          // At once: whoever goes on quickly has seen it, too.
          void tellSeen(momentId);
          list.put(momentId, asKnown(known));
        }
      }
      await read(momentId);
    },
    close: () => {
      opened.value = null;
    },
    refresh: async () => {
      news.value = news.peek() + 1;
      await list.refresh();
      const shown = opened.peek();
      if (shown === null || shown.gone !== null) return;
      const inList = list.find(shown.momentId);
      if (inList === undefined) await read(shown.momentId);
      else if (JSON.stringify(inList) !== JSON.stringify(shown.moment)) {
        opened.value = { ...shown, moment: inList, trouble: null };
      }
    },
  };
};
