/** Whoever reads so slowly that it takes longer gets no more: what is read here holds something open. */
const WITHIN_MS = 10 * 60_000;

/** A body that is made piece by piece, as fast as it is read. `atEnd` is called once, whatever ends it. */
export const streamOf = (
  pieces: AsyncGenerator<string, void, undefined>,
  { atEnd = async () => {} }: { atEnd?: () => Promise<void> } = {},
): ReadableStream<Uint8Array> => {
  const bytes = new TextEncoder();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const end = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    await pieces.return();
    await atEnd();
  };
  return new ReadableStream({
    start(controller) {
      timer = setTimeout(() => {
        controller.error(new Error('read too slowly'));
        void end();
      }, WITHIN_MS).unref();
    },
    async pull(controller) {
      try {
        const { value, done } = await pieces.next();
        if (isOver) return;
        if (done !== true) return controller.enqueue(bytes.encode(value));
        await end();
        controller.close();
      } catch (error) {
        await end();
        throw error;
      }
    },
    cancel: end,
  });
};
