// The answer for a receipt code. Never the words: a code that was found must not show what was said (A6). The code stands
// in this page alone.
import { useState } from 'preact/hooks';
import type { ReceiptAnswer } from '../../contract/say.ts';
import { Head } from '../leave/head.tsx';
import type { Post, Posted } from '../wire/post-alone.ts';
import { type Prove, postProven } from '../wire/proof.ts';
import { CodeForm } from './code-form.tsx';
import { Opened } from './opened.tsx';
import { readAnswers } from './read-answers.ts';

export const Receipt = (props: { post: Post; prove: Prove; onLeave: () => void }) => {
  const { post, prove, onLeave } = props;
  const [opened, setOpened] = useState<{
    code: string;
    answers: ReceiptAnswer['answers'];
  } | null>(null);
  const askWith =
    (code: string) =>
    (path: string, more: object): Promise<Posted> =>
      postProven(path, (proof) => ({ code, proof, ...more }), { post, prove });
  return (
    <>
      <Head onLeave={onLeave} />
      <main class="say-main">
        {opened === null ? (
          <CodeForm
            askWith={askWith}
            onOpened={(code, answer) => setOpened({ code, answers: readAnswers(answer) })}
          />
        ) : (
          <Opened
            answers={opened.answers}
            ask={askWith(opened.code)}
            onClose={() => setOpened(null)}
          />
        )}
      </main>
    </>
  );
};
