/** A body that is made piece by piece, as fast as it is read, and no further once nobody reads it. */
export const streamOf = (
  pieces: AsyncGenerator<string | Uint8Array, void, undefined>,
): ReadableStream<Uint8Array> => {
  const bytes = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(typeof value === 'string' ? bytes.encode(value) : value);
    },
    async cancel() {
      await pieces.return();
    },
  });
};
