// A person's own phone: nothing is stored, and what was typed stands in this page alone (A1).
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FormFacts, Said } from '../../contract/say.ts';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/say.ts';
import { Head } from '../leave/head.tsx';
import type { Post } from '../wire/post-alone.ts';
import { type Prove, postProven } from '../wire/proof.ts';
import { askForm } from './ask-form.ts';
import { Opening } from './opening.tsx';
import { SayForm, type Taken } from './say-form.tsx';
import { Sent } from './sent.tsx';

/** A challenge is good for ten minutes; an answer to it is not used later than this. */
const PROOF_GOOD_MS = 8 * 60_000;

type State =
  | { is: 'opening' | 'no link' | 'link wrong' | 'no signal' }
  | { is: 'form'; facts: FormFacts }
  | { is: 'sent'; facts: FormFacts; receiptCode: string | null; mayBeAtRisk: boolean };

/** `secret` is null where the page was opened without its link, or again after the secret was taken out of it. */
export const OwnPhone = (props: {
  secret: string | null;
  post: Post;
  prove: Prove;
  onLeave: () => void;
}) => {
  const { secret, post, prove, onLeave } = props;
  const [state, setState] = useState<State>({ is: secret === null ? 'no link' : 'opening' });
  const challenge = useRef<{ is: unknown; cameAt: number } | null>(null);
  const ready = useRef<Promise<string> | null>(null);

  const open = async (): Promise<void> => {
    if (secret === null) return;
    setState({ is: 'opening' });
    const asked = await askForm(secret, post);
    if (asked.kind !== 'open') return setState({ is: asked.kind });
    challenge.current = { is: asked.challenge, cameAt: Date.now() };
    setState({ is: 'form', facts: asked.facts });
  };
  useEffect(() => void open(), []);

  /** While they write, the phone has time for it. */
  const proveAhead = (): void => {
    if (challenge.current === null || ready.current !== null) return;
    ready.current = prove(challenge.current.is);
    // Then a new one is asked for.
    ready.current.catch(() => (ready.current = null));
  };

  const take = async (said: Said): Promise<Taken> => {
    const isGood = Date.now() - (challenge.current?.cameAt ?? 0) < PROOF_GOOD_MS;
    const proven = isGood ? ready.current : null;
    // Each proof is good for one post.
    ready.current = null;
    challenge.current = null;
    const bodyWith = (proof: string) => ({ secret, proof, said });
    const sent = await postProven('/v1/say', bodyWith, { post, prove, ready: proven });
    if (sent.kind === 'answered') return 'taken';
    if (sent.kind === 'no word') return 'no-word';
    return sent.code === 'too_many_tries' ? 'busy' : 'not-taken';
  };

  return (
    <>
      <Head name={'facts' in state ? state.facts.organisationName : undefined} onLeave={onLeave} />
      <main class="say-main">
        {state.is === 'opening' && <Opening />}
        {state.is === 'no link' && (
          <Stopped title={say('say.no-link')} why={say('say.no-link-why')}>
            <p>{say('say.no-link-else')}</p>
            <a class="button button-wide" href="/receipt">
              {say('say.have-code')}
            </a>
          </Stopped>
        )}
        {state.is === 'link wrong' && (
          <Stopped title={say('say.link-wrong')} why={say('say.link-wrong-next')} />
        )}
        {state.is === 'no signal' && (
          <div class="column say-stopped">
            <Notice tone="warning" mark="no-signal">
              <p>{say('say.no-signal')}</p>
              <button type="button" class="button" onClick={() => void open()}>
                {say('say.again')}
              </button>
            </Notice>
          </div>
        )}
        {state.is === 'form' && (
          <SayForm
            facts={state.facts}
            phone="own"
            take={take}
            onWriting={proveAhead}
            onTaken={(told) => setState({ is: 'sent', facts: state.facts, ...told })}
          />
        )}
        {state.is === 'sent' && (
          <Sent
            {...state}
            onKept={() => setState({ ...state, receiptCode: null })}
            onMore={() => setState({ is: 'form', facts: state.facts })}
          />
        )}
      </main>
    </>
  );
};

const Stopped = (props: { title: string; why: string; children?: ComponentChildren }) => (
  <div class="column say-stopped">
    <h1 class="say-what">{props.title}</h1>
    <p>{props.why}</p>
    {props.children}
  </div>
);
