import type { Family, Figure } from '../bench/figure.ts';
import { findFirefox } from '../support/engines/find.ts';
import { lookAfterLeaving, lookWherePagesAreKept } from './after-leaving.ts';
import { writeOnControlPage } from './control-page.ts';
import { speakOnHandedPhone } from './handed-phone.ts';
import { openHouse } from './open-house.ts';
import { speakOnOwnPhone } from './own-phone.ts';
import { requestHits } from './request-hits.ts';
import { startRecorder } from './recorder.ts';
import type { Hit } from './search-files.ts';

/** What a phone keeps of what was said on it, and what its requests tell of whose it is. */
export const phones: Family = {
  names: ['profile_hits', 'control_page_hits', 'request_identity_hits', 'back_after_leaving_hits'],
  run: async (asked) => {
    const figures: Figure[] = [];
    if (asked.has('profile_hits') || asked.has('request_identity_hits')) {
      const recorder = await startRecorder();
      const house = await openHouse(recorder);
      const own = await speakOnOwnPhone(house);
      const handed = await speakOnHandedPhone(house, recorder);
      const inRequests = requestHits(recorder.requests, handed.ids);
      await house.server.stop();
      recorder.close();
      figures.push(
        none(
          'profile_hits',
          [...own, ...handed.hits],
          'own phone; handed-over phone before and after sending; UTF-8 and UTF-16',
        ),
        none('request_identity_hits', inRequests.hits, `${inRequests.looked} anonymous requests`),
      );
    }
    if (asked.has('control_page_hits')) {
      const found = await writeOnControlPage();
      figures.push({
        name: 'control_page_hits',
        value: found.length,
        unit: 'hits',
        detail: `what the same search has to find: ${found.join('; ')}`,
        target: { atLeast: 1 },
      });
    }
    if (asked.has('back_after_leaving_hits')) {
      const house = await openHouse();
      const { hits, browsers } = await lookAfterLeaving(house, findFirefox()?.path);
      await house.server.stop();
      const kept = await lookWherePagesAreKept(findFirefox()?.path);
      const looked = `${browsers.join(' and ')}; where pages may be kept: ${kept.kept.join(' and ')}`;
      figures.push(none('back_after_leaving_hits', [...hits, ...kept.hits], looked));
    }
    return figures;
  },
};

const none = (name: string, hits: readonly Hit[], looked: string): Figure => ({
  name,
  value: hits.length,
  unit: 'hits',
  limit: 0,
  detail: hits.length === 0 ? looked : hits.join('; '),
  target: { atMost: 0 },
});
