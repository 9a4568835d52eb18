// The little that is needed of WebKit's inspector protocol: go to an address, run something in the page, hear what it
// complains of. Each page is a target of its own, and going to another site may put another target in its place.
import { once } from 'node:events';
import { isAboutSignal } from './engine.ts';

export interface Inspector {
  navigate(url: string): Promise<void>;
  evaluate<Result, Argument>(
    inPage: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  readonly complaints: readonly string[];
}

interface Message {
  id?: number;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { message: string };
}
interface RemoteObject {
  objectId?: string;
  value?: unknown;
  description?: string;
}
interface Evaluated {
  result: RemoteObject;
  wasThrown?: boolean;
}
interface Waiting {
  target: string;
  resolve: (result: Record<string, unknown>) => void;
  reject: (error: Error) => void;
}

/** WebKit calls it an error that it does not know something newer than itself. */
const isUnknown = (said: string): boolean =>
  /^Unrecognized Content-Security-Policy directive|not recognized and ignored/.test(said);

/** Resolves once a page is there. */
export const connect = async (address: string): Promise<Inspector> => {
  const socket = new WebSocket(address);
  const waiting = new Map<number, Waiting>();
  const complaints: string[] = [];
  const loaded = new EventTarget();
  let lastId = 0;
  let current: string | null = null;

  const sendTo = (target: string, method: string, params: object = {}) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { target, resolve, reject });
      const message = JSON.stringify({ id, method, params });
      const wrapped = { targetId: target, message };
      socket.send(
        JSON.stringify({ id: ++lastId, method: 'Target.sendMessageToTarget', params: wrapped }),
      );
    });
  const send = (method: string, params: object = {}) =>
    current === null ? Promise.reject(new Error('no page')) : sendTo(current, method, params);
  const giveUp = (why: string, target?: string): void => {
    for (const [id, one] of waiting) {
      if (target !== undefined && one.target !== target) continue;
      waiting.delete(id);
      one.reject(new Error(why));
    }
  };

  const hearFromPage = ({ id, method, params = {}, result, error }: Message): void => {
    if (id !== undefined) {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) asked?.resolve(result ?? {});
      else asked?.reject(new Error(error.message));
    } else if (method === 'Page.loadEventFired') {
      loaded.dispatchEvent(new Event('load'));
    } else if (method === 'Console.messageAdded') {
      const { level, text } = params['message'] as { level: string; text: string };
      if (level === 'error' && !isAboutSignal(text) && !isUnknown(text)) {
        complaints.push(`console: ${text}`);
      }
    }
  };

  const hear = ({ method, params = {} }: Message): void => {
    if (method === 'Target.dispatchMessageFromTarget') {
      hearFromPage(JSON.parse(params['message'] as string) as Message);
    } else if (method === 'Target.targetCreated') {
      const { targetId, type, isProvisional } = params['targetInfo'] as {
        targetId: string;
        type: string;
        isProvisional?: boolean;
      };
      if (type !== 'page') return;
      for (const domain of ['Page', 'Console']) {
        sendTo(targetId, `${domain}.enable`).catch(() => undefined);
      }
      if (isProvisional !== true) current = targetId;
    } else if (method === 'Target.didCommitProvisionalTarget') {
      current = params['newTargetId'] as string;
    } else if (method === 'Target.targetDestroyed') {
      giveUp('the page has gone', params['targetId'] as string);
    }
  };

  const there = new Promise<void>((resolve, reject) => {
    socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
      hear(JSON.parse(data) as Message);
      if (current !== null) resolve();
    });
    socket.addEventListener('error', () => reject(new Error('the inspector cannot be reached')));
    socket.addEventListener('close', () => {
      giveUp('the browser has gone');
      reject(new Error('the browser has gone'));
    });
  });
  await there;

  return {
    complaints,
    navigate: async (url) => {
      const isLoaded = once(loaded, 'load');
      await send('Page.navigate', { url });
      await isLoaded;
    },
    evaluate: async (inPage, argument) => {
      const expression = `(async () => (${String(inPage)})(${JSON.stringify(argument)}))()`;
      const started = (await send('Runtime.evaluate', {
        expression,
        emulateUserGesture: true,
      })) as unknown as Evaluated;
      const { result, wasThrown } = (await send('Runtime.awaitPromise', {
        promiseObjectId: started.result.objectId,
        returnByValue: true,
      })) as unknown as Evaluated;
      if (wasThrown === true) throw new Error(result.description ?? 'thrown in the page');
      return result.value as Awaited<ReturnType<typeof inPage>>;
    },
  };
};
