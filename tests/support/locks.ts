// Web Locks as several tabs of one phone share them. A tab that is frozen keeps what it holds.

interface Waiting {
  name: string;
  grant: () => void;
}

/** A LockManager: exclusive locks, given in the order in which they were asked for. */
export const fakeLocks = (): LockManager => {
  const held = new Map<string, string>();
  const waiting: Waiting[] = [];
  const next = (name: string): void => {
    held.delete(name);
    const index = waiting.findIndex((one) => one.name === name);
    if (index >= 0) waiting.splice(index, 1)[0]!.grant();
  };
  const request = async (
    name: string,
    { signal }: { signal?: AbortSignal },
    work: (lock: Lock) => unknown,
  ): Promise<unknown> => {
    if (held.has(name)) {
      await new Promise<void>((resolve, reject) => {
        const asked = { name, grant: resolve };
        waiting.push(asked);
        signal?.addEventListener('abort', () => {
          waiting.splice(waiting.indexOf(asked), 1);
          reject(new DOMException('Given up', 'AbortError'));
        });
      });
    }
    held.set(name, name);
    try {
      return await work({ name, mode: 'exclusive' });
    } finally {
      next(name);
    }
  };
  const requestAny = (name: string, ...rest: unknown[]): Promise<unknown> =>
    typeof rest[0] === 'function'
      ? request(name, {}, rest[0] as () => unknown)
      : request(name, rest[0] as object, rest[1] as () => unknown);
  return {
    request: requestAny,
    query: async () => ({ held: [...held.keys()].map((name) => ({ name })), pending: [] }),
  };
};
