// Forty people in one room share one address with somebody who floods the server. Each does the work that is asked of
// them, twice where it got harder meanwhile. Nobody may be refused.
import type { Challenge } from 'altcha-lib';
import type { Family } from '../bench/figure.ts';
import { proofOf, someSaid } from '../support/speaking.ts';
import { askFrom, openHouse, type OpenHouse } from './open-house.ts';

const ROOM = '127.40.40.40';

export const roomOfFortyOf = (isShort: boolean): Family => ({
  names: ['room_of_forty_refused'],
  run: async () => {
    const [people, flood] = isShort ? [10, 100] : [40, 1000];
    const house = await openHouse();
    const startedAt = performance.now();
    // While the flood is on its way, and after it.
    const flooding = floodFrom(house, flood);
    const refused = await speakAll(house, people);
    await flooding;
    const seconds = (performance.now() - startedAt) / 1000;
    await house.server.stop();
    return [
      {
        name: 'room_of_forty_refused',
        value: refused,
        unit: 'people',
        limit: 0,
        detail: `${people} people and ${flood} posts behind one address, ${seconds.toFixed(0)} s`,
        target: { atMost: 0 },
      },
    ];
  },
});

const AT_ONCE = 20;

const floodFrom = async (house: OpenHouse, posts: number): Promise<void> => {
  const ask = askFrom(house, ROOM);
  const { programmeId } = house;
  for (let sent = 0; sent < posts; sent += AT_ONCE) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, at) =>
        at % 2 === 0
          ? ask('/v1/say/challenge', { body: {} })
          : ask('/v1/say', {
              body: { secret: house.secret, proof: 'none', said: someSaid({ programmeId }) },
            }),
      ),
    );
  }
};

/** How many of them were not heard. */
const speakAll = async (house: OpenHouse, people: number): Promise<number> => {
  const heard = await Promise.all(Array.from({ length: people }, () => speak(house)));
  return heard.filter((wasHeard) => !wasHeard).length;
};

const speak = async (house: OpenHouse): Promise<boolean> => {
  const ask = askFrom(house, ROOM);
  const said = someSaid({ programmeId: house.programmeId });
  const form = await ask<{ challenge: Challenge }>('/v1/say/form', {
    body: { secret: house.secret },
  });
  let { challenge } = form.body;
  for (let turn = 1; turn <= 2; turn += 1) {
    const proof = await proofOf(challenge);
    const { status } = await ask('/v1/say', { body: { secret: house.secret, proof, said } });
    if (status !== 428) return status === 200;
    ({ challenge } = (await ask<{ challenge: Challenge }>('/v1/say/challenge', { body: {} })).body);
  }
  return false;
};
