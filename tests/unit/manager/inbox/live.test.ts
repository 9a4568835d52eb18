// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followLive } from '../../../../src/manager/inbox/live.ts';

class FakeSource extends EventTarget {
  static all: FakeSource[] = [];
  isClosed = false;
  constructor() {
    super();
    FakeSource.all.push(this);
  }
  close(): void {
    this.isClosed = true;
  }
  static get open(): FakeSource[] {
    return FakeSource.all.filter(({ isClosed }) => !isClosed);
  }
}

/** A Web Lock as browsers give it: one holder, the next in order of asking. */
const fakeLocks = () => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: (_name: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) => {
      const before = last;
      const turn = before.then(() => (signal.aborted ? undefined : work()));
      last = turn;
      return turn;
    },
  };
};

let stops: (() => void)[] = [];
const follow = (onNews: () => void) => {
  const stop = followLive(onNews);
  stops.push(stop);
  return stop;
};

beforeEach(() => {
  FakeSource.all = [];
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeSource);
  vi.stubGlobal('BroadcastChannel', FakeChannel);
  vi.spyOn(Math, 'random').mockReturnValue(1);
  Object.defineProperty(navigator, 'locks', { value: fakeLocks(), configurable: true });
});
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  FakeChannel.all.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

class FakeChannel extends EventTarget {
  static all = new Set<FakeChannel>();
  constructor() {
    super();
    FakeChannel.all.add(this);
  }
  postMessage(): void {
    for (const other of FakeChannel.all) {
      if (other !== this) other.dispatchEvent(new Event('message'));
    }
  }
  close(): void {
    FakeChannel.all.delete(this);
  }
}

const settled = () => vi.advanceTimersByTimeAsync(0);

test('one tab holds the connection and tells the others; the next takes over', async () => {
  const first = vi.fn<() => void>();
  const second = vi.fn<() => void>();
  const stopFirst = follow(first);
  follow(second);
  await settled();
  expect(FakeSource.open).toHaveLength(1);

  FakeSource.all[0]?.dispatchEvent(new Event('arrived'));
  expect(first).toHaveBeenCalledTimes(1);
  expect(second).toHaveBeenCalledTimes(1);

  stopFirst();
  await settled();
  expect(FakeSource.all).toHaveLength(2);
  expect(FakeSource.open).toHaveLength(1);
  FakeSource.open[0]?.dispatchEvent(new Event('arrived'));
  expect(first).toHaveBeenCalledTimes(1);
  expect(second).toHaveBeenCalledTimes(2);
});

test('connects again after growing pauses, and then asks for what it missed', async () => {
  const onNews = vi.fn<() => void>();
  follow(onNews);
  await settled();
  for (const pauseMs of [1_000, 2_000, 4_000]) {
    const before = FakeSource.all.length;
    FakeSource.open[0]?.dispatchEvent(new Event('error'));
    expect(FakeSource.open).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(pauseMs - 1);
    expect(FakeSource.all).toHaveLength(before);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSource.all).toHaveLength(before + 1);
  }
  onNews.mockClear();
  FakeSource.open[0]?.dispatchEvent(new Event('open'));
  expect(onNews).toHaveBeenCalledTimes(1);
});

test('coming online connects at once', async () => {
  follow(vi.fn<() => void>());
  await settled();
  FakeSource.open[0]?.dispatchEvent(new Event('error'));
  dispatchEvent(new Event('online'));
  expect(FakeSource.open).toHaveLength(1);
});
