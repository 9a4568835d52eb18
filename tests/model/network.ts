// Between phone and server. Every request and every answer waits here until the schedule says what becomes of it.
import { PROTOCOL } from '../../src/contract/version.ts';
import { type Asked, type Captured, type ModelServer, ServerGone } from './server.ts';

/** What may become of a request. Only the first three and `swallowed` reach the server. */
export const REQUEST_FATES = [
  'passes',
  'twice',
  'passes and the disk is full',
  'swallowed',
  'lost',
  'hangs',
  'redirect',
  'portal',
  'portal in json',
  'empty',
  'echo',
  'cached',
  'other service',
  'other digests',
  'old server',
  'other version',
  'place unknown',
  'garbled',
  'stopping',
  '400',
  '401',
  '403',
  '408',
  '413',
  '425',
  '429',
  '500',
  '503',
] as const;
export type RequestFate = (typeof REQUEST_FATES)[number];

/** What may become of an answer. */
export const ANSWER_FATES = [
  'passes',
  'lost',
  'hangs',
  'cut',
  'half of the results',
  'other digests',
  'other marker',
  'portal',
  'cached',
] as const;
export type AnswerFate = (typeof ANSWER_FATES)[number];

/** Who has sent it. Whoever is gone hears no answer; what it sent is on its way all the same. */
export interface Owner {
  readonly isAlive: boolean;
}

interface Message {
  owner: Owner;
  asked: Asked;
  answer: Captured | null;
  resolve: (response: Response) => void;
  reject: (error: Error) => void;
}

const PORTAL = '<!doctype html><title>Welcome to Free WiFi</title><a href="/accept">Accept</a>';
const html = (status: number, headers: [string, string][] = []): Captured => ({
  status,
  headers: [['content-type', 'text/html'], ...headers],
  text: PORTAL,
});
const json = (status: number, said: unknown, headers: [string, string][] = []): Captured => ({
  status,
  headers: [['content-type', 'application/json'], ...headers],
  text: JSON.stringify(said),
});

export class Network {
  readonly #server: ModelServer;
  readonly #now: () => number;
  #messages: Message[] = [];
  #lastAnswer: Captured = json(200, { protocol: PROTOCOL, epoch: 'none', results: [] });
  /** Until then a server has asked phones to wait, by true time. */
  askedToWaitUntil = 0;
  /** A request that reaches the server with other bytes than it left with. */
  onGarbled: (asked: Asked) => void = () => undefined;
  /** Everything that left a phone, as it left it. */
  onRequest: (owner: Owner, asked: Asked) => void = () => undefined;

  constructor(server: ModelServer, now: () => number) {
    this.#server = server;
    this.#now = now;
  }

  get waiting(): number {
    return this.#messages.length;
  }

  /** `fetch` as a page has it. The cookie is that which the browser holds when the request leaves. */
  fetchFor(
    owner: Owner,
    cookie: () => string | null,
  ): (url: string, init: RequestInit) => Promise<Response> {
    return (path, init) =>
      new Promise((hear, fail) => {
        const resolve = (response: Response): void => void (owner.isAlive && hear(response));
        const reject = (error: Error): void => void (owner.isAlive && fail(error));
        const asked: Asked = {
          path,
          method: init.method ?? 'GET',
          body: typeof init.body === 'string' ? init.body : null,
          cookie: cookie(),
        };
        const message: Message = { owner, asked, answer: null, resolve, reject };
        init.signal?.addEventListener('abort', () => reject(new Error('aborted')));
        this.#messages.push(message);
        this.onRequest(owner, asked);
      });
  }

  /** Decides over one message, by its place. */
  async decide(pick: number, request: RequestFate, answer: AnswerFate): Promise<void> {
    const message = this.#messages[pick % (this.#messages.length || 1)];
    if (message === undefined) return;
    this.#take(message);
    if (message.answer === null) {
      await this.#decideRequest(message, request);
    } else this.#decideAnswer(message, message.answer, answer);
  }

  /** Everything goes through, in its order. */
  async passAll(): Promise<void> {
    const messages = this.#messages;
    this.#messages = [];
    await Promise.all(
      messages.map(async (message) => {
        const answer = message.answer ?? (await this.#reach(message.asked));
        if (answer === null) message.reject(new TypeError('network'));
        else this.#answer(message, answer);
      }),
    );
  }

  /** Many requests reach the server at the same instant; their answers wait. */
  async passRequests(): Promise<void> {
    const requests = this.#messages.filter(({ answer }) => answer === null);
    await Promise.all(
      requests.map(async (message) => {
        message.answer = await this.#reach(message.asked);
        if (message.answer === null) this.#fail(message);
      }),
    );
  }

  #fail(message: Message): void {
    this.#take(message);
    message.reject(new TypeError('network'));
  }

  #take(message: Message): void {
    this.#messages.splice(this.#messages.indexOf(message), 1);
  }

  /** Null when the server was killed meanwhile. */
  async #reach(asked: Asked): Promise<Captured | null> {
    const answer = await this.#server.handle(asked).catch((error: unknown) => {
      if (error instanceof ServerGone) return null;
      throw error;
    });
    if (answer === null) return null;
    if (answer.status === 200 && asked.path === '/v1/push') this.#lastAnswer = answer;
    const wait = Number(answer.headers.find(([name]) => name === 'retry-after')?.[1] ?? 0);
    this.#askToWait(wait);
    return answer;
  }

  async #decideRequest(message: Message, fate: RequestFate): Promise<void> {
    const { asked, owner } = message;
    const pass = async (): Promise<void> => {
      message.answer = await this.#reach(asked);
      if (message.answer === null) return message.reject(new TypeError('network'));
      this.#messages.push(message);
    };
    switch (fate) {
      case 'passes':
        return await pass();
      case 'twice':
        // The second comes whenever the schedule wants; nobody waits for its answer.
        this.#messages.push({
          owner,
          asked,
          answer: null,
          resolve: () => undefined,
          reject: () => undefined,
        });
        return await pass();
      case 'passes and the disk is full':
        this.#server.isDiskFull = true;
        await pass();
        this.#server.isDiskFull = false;
        return;
      case 'swallowed':
        await this.#reach(asked);
        return message.reject(new TypeError('network'));
      case 'lost':
        return message.reject(new TypeError('network'));
      case 'redirect':
        return asked.path === '/v1/push'
          ? message.resolve(redirected())
          : message.reject(new TypeError('network'));
      case 'hangs':
        return;
      case 'portal':
        return this.#answer(message, html(200));
      case 'portal in json':
        return this.#answer(message, json(200, { status: 'stored', results: [] }));
      case 'empty':
        return this.#answer(message, { status: 200, headers: [], text: '' });
      case 'echo':
        return this.#answer(message, { status: 200, headers: [], text: asked.body ?? '{}' });
      case 'cached':
        return this.#answer(message, this.#lastAnswer);
      case 'other service':
        return this.#answer(
          message,
          claimed(asked, 'else/1', (digest) => digest),
        );
      case 'other digests':
        return this.#answer(
          message,
          claimed(asked, PROTOCOL, () => 'f'.repeat(64)),
        );
      case 'old server':
        return this.#answer(message, oldServer(asked, this.#server.epoch));
      case 'other version':
        return this.#answer(
          message,
          json(400, { protocol: 'moments/0', code: 'protocol_unknown' }),
        );
      case 'place unknown':
        // Only who asks for what is new has a place.
        if (asked.path === '/v1/push') return message.reject(new TypeError('network'));
        return this.#answer(message, json(400, { protocol: PROTOCOL, code: 'not_valid' }));
      case 'garbled':
        this.onGarbled(asked);
        message.answer = await this.#reach({ ...asked, body: garbled(asked.body) });
        if (message.answer === null) return message.reject(new TypeError('network'));
        this.#messages.push(message);
        return;
      case 'stopping':
        this.#askToWait(5);
        return this.#answer(
          message,
          json(503, { protocol: PROTOCOL, code: 'server_stopping' }, [['retry-after', '5']]),
        );
      case '429':
      case '503': {
        const seconds = fate === '429' ? 120 : 86_400;
        this.#askToWait(Math.min(seconds, 3_600));
        return this.#answer(message, {
          ...json(Number(fate), { protocol: PROTOCOL, code: 'unexpected' }),
          headers: [['retry-after', String(seconds)]],
        });
      }
      case '400':
      case '401':
      case '403':
      case '408':
      case '413':
      case '425':
      case '500':
        return this.#answer(message, html(Number(fate)));
    }
  }

  #decideAnswer(message: Message, answer: Captured, fate: AnswerFate): void {
    switch (fate) {
      case 'passes':
        return this.#answer(message, answer);
      case 'lost':
        return message.reject(new TypeError('network'));
      case 'hangs':
        return;
      case 'cut':
        return this.#answer(message, { ...answer, text: answer.text.slice(0, -7) });
      case 'half of the results':
        return this.#answer(message, altered(answer, halved));
      case 'other digests':
        return this.#answer(message, altered(answer, redigested));
      case 'other marker':
        return this.#answer(message, {
          ...answer,
          text: answer.text.replace(`"${PROTOCOL}"`, '"else/1"'),
        });
      case 'portal':
        return this.#answer(message, html(200));
      case 'cached':
        return this.#answer(message, this.#lastAnswer);
    }
  }

  #answer({ resolve }: Message, { status, headers, text }: Captured): void {
    resolve(new Response(text, { status, headers }));
  }

  #askToWait(seconds: number): void {
    this.askedToWaitUntil = Math.max(this.askedToWaitUntil, this.#now() + seconds * 1000);
  }
}

/** What a page gets that asked not to follow one. */
const redirected = (): Response =>
  Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });

interface Result {
  operationId: string;
  digest: string;
}

const altered = (answer: Captured, change: (results: Result[]) => Result[]): Captured => {
  const said = JSON.parse(answer.text) as { results?: Result[] };
  if (!Array.isArray(said.results)) return answer;
  return { ...answer, text: JSON.stringify({ ...said, results: change(said.results) }) };
};

const halved = (results: Result[]): Result[] => results.slice(0, results.length >> 1);

const redigested = (results: Result[]): Result[] =>
  results.map((result) => ({ ...result, digest: 'f'.repeat(64) }));

/** A few letters are others on the way: the digest tells. */
const garbled = (body: string | null): string | null =>
  body
    ?.replace('I sit', 'I hit')
    .replace('I used', 'I fuse')
    .replace('withdrawnAt', 'withdrawmAt') ?? null;

/** Says that all is stored, and nothing is. */
const claimed = (
  { body }: Asked,
  protocol: string,
  digestOf: (digest: string) => string,
): Captured => {
  const { operations = [] } = JSON.parse(body ?? '{}') as { operations?: Result[] };
  const results = operations.map(({ operationId, digest }) => ({
    operationId,
    digest: digestOf(digest),
    status: 'stored',
    receivedAt: '2026-11-23T12:00:00.000Z',
  }));
  return json(200, { protocol, epoch: 'else', results });
};

/** It knows none of these schemas yet (V2): nothing was stored. */
const oldServer = ({ body }: Asked, epoch: string): Captured => {
  const { operations = [] } = JSON.parse(body ?? '{}') as { operations?: Result[] };
  const results = operations.map(({ operationId, digest }) => ({
    operationId,
    digest,
    status: 'retry',
    code: 'server_old',
  }));
  return json(200, { protocol: PROTOCOL, epoch, results });
};
