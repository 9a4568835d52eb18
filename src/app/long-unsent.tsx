import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { daysWaited } from '../device/age.ts';
import { onChange } from '../device/changes.ts';
import { countWaiting } from '../device/standing.ts';
import type { Phone } from '../device/phone.ts';
import { Notice } from '../ui/notice.tsx';
import { useReading } from '../ui/use-reading.ts';
import { say } from '../words/unsent.ts';
import { isIphoneTab } from './iphone-tab.ts';

const FROM_DAYS = 3;
/** It gets older by the clock alone. */
const LOOK_AGAIN_MS = 60 * 60_000;

/**
 * What has waited for three days is said on every screen (S7). Safari clears a tab's storage after seven days without
 * use; any browser may clear what it did not promise to keep.
 */
export const LongUnsent = ({ phone, path }: { phone: Phone; path: string }) => {
  const found = useReading(
    onChange,
    async () => ({
      ...(await countWaiting(phone.outbox, phone.identity.personId)),
      isKept: (await navigator.storage?.persisted?.().catch(() => false)) ?? false,
      now: phone.means().now,
    }),
    [phone],
    { everyMs: LOOK_AGAIN_MS },
  );
  if (found === null || found.since === null) return null;
  const days = daysWaited(found.since, found.now);
  if (days === null || days < FROM_DAYS) return null;
  const isSafari = isIphoneTab();
  // The list says it itself.
  if (path === '/waiting' && !isSafari) return null;
  const why = isSafari ? 'safari' : found.isKept ? 'long' : 'may-clear';
  return (
    <Banner>
      <Notice tone="warning" mark="warning">
        <p>{say(`unsent.${why}`, { count: found.moments })}</p>
      </Notice>
    </Banner>
  );
};

/** Stands above any screen. The writing field's screen, which is as high as there is room, leaves it its height. */
const Banner = ({ children }: { children: ComponentChildren }) => {
  const banner = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    const leaveRoom = (): void => {
      style.setProperty('--banner', `${banner.current?.offsetHeight ?? 0}px`);
    };
    leaveRoom();
    addEventListener('resize', leaveRoom);
    return () => {
      removeEventListener('resize', leaveRoom);
      style.removeProperty('--banner');
    };
  }, []);
  return (
    <aside class="banner" ref={banner}>
      {children}
    </aside>
  );
};
