// The real built server with one programme that people may speak to, as a manager sets it up.
import type { DeskVoice } from '../../src/contract/desk-voice.ts';
import {
  type Answered,
  call,
  firstProgramme,
  type Sending,
  setUp,
  type SignedInDevice,
  startServer,
  type TestServer,
} from '../support/server.ts';

export interface OpenHouse {
  server: TestServer;
  manager: SignedInDevice;
  programmeId: string;
  /** Of the programme's link. */
  secret: string;
  /** As somebody without a name: behind `address`, which the server takes for that of the caller. */
  from: (address: string, agent?: string) => Call;
  close: () => Promise<void>;
}

type Call = <Body>(path: string, sending?: Sending) => Promise<Answered<Body>>;

export const openHouse = async (): Promise<OpenHouse> => {
  const server = await startServer();
  const { url } = server;
  const manager = await setUp(url, server.setUpLink);
  const programmeId = await firstProgramme(url, manager);
  const programme = `/v1/desk/programmes/${programmeId}`;
  await asManager(url, manager, `${programme}/safeguarding`, {
    leadPersonId: manager.identity.personId,
    hours: 'Monday to Friday, 9 to 5',
    emergency: 'Call 999.',
  });
  await asManager(url, manager, `${programme}/link`, {});
  const voice = await asManager<DeskVoice>(url, manager, `${programme}/voice`);
  return {
    server,
    manager,
    programmeId,
    secret: new URL(voice.link!).hash.slice(1),
    from: (address, agent) => (path, sending) =>
      call(url, path, {
        ...sending,
        headers: {
          'X-Forwarded-For': address,
          ...(agent === undefined ? {} : { 'User-Agent': agent }),
          ...sending?.headers,
        },
      }),
    close: async () => void (await server.stop()),
  };
};

/** @throws Error with the answer of the server, where it refuses. */
export const asManager = async <Body>(
  url: string,
  { cookie }: { cookie: string },
  path: string,
  body?: unknown,
): Promise<Body> => {
  const answer = await call<Body>(url, path, { cookie, ...(body === undefined ? {} : { body }) });
  if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};
