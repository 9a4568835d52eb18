/** An answer that somebody began and did not send. In this tab only: it goes when the page does. */
interface Draft {
  words: string;
  isQuestion: boolean;
}

/** By the moment that it answers. */
export type Drafts = Map<string, Draft>;
