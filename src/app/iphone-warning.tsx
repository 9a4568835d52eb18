import { onChange } from '../device/changes.ts';
import { countWaiting } from '../device/standing.ts';
import type { Phone } from '../device/phone.ts';
import { Notice } from '../ui/notice.tsx';
import { useReading } from '../ui/use-reading.ts';
import { say } from '../words/app.ts';
import { isIphoneTab } from './iphone-tab.ts';

const FROM_MS = 3 * 24 * 3_600_000;

/** Safari clears a tab's storage after seven days without use: from the third day on, what is unsent is in danger. */
export const IphoneWarning = ({ phone }: { phone: Phone }) =>
  isIphoneTab() ? <Unsent phone={phone} /> : null;

const Unsent = ({ phone }: { phone: Phone }) => {
  const waiting = useReading(onChange, () => countWaiting(phone.outbox, phone.identity.personId), [
    phone,
  ]);
  if (waiting === null || waiting.since === null) return null;
  if (Date.now() - waiting.since < FROM_MS) return null;
  return (
    <aside class="banner">
      <Notice tone="warning" mark="warning">
        <p>{say('app.iphone-unsent', { count: waiting.moments })}</p>
      </Notice>
    </aside>
  );
};
