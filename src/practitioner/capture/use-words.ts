import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/**
 * The words in the field. The field itself holds them, and this follows: it was there and typed in before any script,
 * and writing into it from outside could tear a letter out. `put` changes them around the caret.
 */
export const useWords = (typed: string, isFirstDrawing: boolean) => {
  const field = useRef<HTMLTextAreaElement>(null);
  const [words, setWords] = useState(typed);

  const put = (change: (words: string) => string): void => {
    const writing = field.current;
    if (writing === null) return;
    const before = writing.value;
    const after = change(before);
    setWords(after);
    if (after === before) return;
    const fromEnd = [writing.selectionStart, writing.selectionEnd].map((at) => before.length - at);
    writing.value = after;
    const [start, end] = fromEnd.map((length) => Math.max(0, after.length - length));
    writing.setSelectionRange(start!, end!);
  };

  useLayoutEffect(() => {
    // `typed` is old news when this screen is opened again later.
    put((standing) => standing || (isFirstDrawing ? typed : ''));
  }, []);
  return { field, words, setWords, put };
};
