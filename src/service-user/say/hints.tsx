import { useEffect, useState } from 'preact/hooks';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/say.ts';

/** After the last letter: hints while somebody is in the middle of a word would only disturb. */
const PAUSE_MS = 700;

/** What in the words could show who somebody is, worked out here and told to nobody. Loaded once there are words. */
export const Hints = ({ words }: { words: string }) => {
  const [found, setFound] = useState<string[]>([]);
  useEffect(() => {
    let isWanted = true;
    const look = async (): Promise<void> => {
      const { identifyingHints } = await import('../../domain/identifying.ts');
      if (!isWanted) return;
      const texts = identifyingHints(words).map(({ start, end }) => words.slice(start, end));
      setFound([...new Set(texts)]);
    };
    // Without signal they do not come: nothing depends on them.
    const timer = setTimeout(() => void look().catch(() => undefined), words === '' ? 0 : PAUSE_MS);
    if (words === '') {
      clearTimeout(timer);
      setFound([]);
    }
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [words]);
  if (found.length === 0) return null;
  return (
    <Notice>
      <p>{say('say.hints')}</p>
      <ul class="say-found">
        {found.map((text) => (
          <li key={text}>
            <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
    </Notice>
  );
};
