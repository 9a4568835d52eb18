import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import './offered.css';
import { CHOICES_MAX, type DeskOffered } from '../../contract/offered.ts';
import type { Phone } from '../../device/phone.ts';
import { Notice } from '../../ui/notice.tsx';
import { TextBox } from '../../ui/text-box.tsx';
import { say } from '../../words/manager-offered.ts';
import { deskClient } from '../desk-client.ts';
import type { Trouble } from '../desk-client.ts';
import { createDeskReading } from '../desk-reading.ts';
import type { DeskReading } from '../desk-reading.ts';
import { Page } from '../page.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import { ChoiceList } from './choice-list.tsx';
import { type Line, linesOf, asChosen, areTwins } from './lines.ts';
import { labelsOf } from './labels.ts';

/** Where in the address of everybody's page this one stands. */
export const OFFERED = 'offered';

/** What an organisation asks while words are kept: its own questions, stages and principles. */
export const OfferedPage = ({ phone, nav }: { phone: Phone; nav?: ComponentChildren }) => {
  const desk = useMemo(
    () =>
      createDeskReading(
        deskClient((url, init) => fetch(url, init)),
        (client) => client.offered(),
      ),
    [phone],
  );
  const [done, setDone] = useState('');
  return (
    <Page
      nav={nav}
      back={say('offered.back')}
      title={say('offered.title')}
      says={say('offered.says')}
      done={done}
      desk={desk}
    >
      {(offered) => <Form desk={desk} offered={offered} onDone={setDone} />}
    </Page>
  );
};

type Wrong = 'empty' | 'twins' | 'prompts.too-many' | 'prompts.too-long';

const Form = (props: {
  desk: DeskReading<DeskOffered>;
  offered: DeskOffered;
  onDone: (what: string) => void;
}) => {
  const [stages, setStages] = useState<Line[]>(() => linesOf('stage', props.offered.stages));
  const [principles, setPrinciples] = useState<Line[]>(() =>
    linesOf('principle', props.offered.principles),
  );
  const [prompts, setPrompts] = useState(props.offered.prompts.join('\n'));
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (wrong !== null) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [wrong]);

  const save = async (): Promise<void> => {
    const asked = labelsOf(prompts);
    const found = wrongIn([stages, principles], asked);
    setWrong(found);
    if (found !== null) return;
    const answer = await props.desk.act((client) =>
      client.setOffered({
        stages: asChosen('stage', stages),
        principles: asChosen('principle', principles),
        prompts: asked,
      }),
    );
    setTrouble(answer.ok ? null : answer.trouble);
    if (!answer.ok) return;
    const saved = props.desk.state.peek().found;
    if (saved !== null) {
      // What was new has its id now.
      setStages(linesOf('stage', saved.stages));
      setPrinciples(linesOf('principle', saved.principles));
      setPrompts(saved.prompts.join('\n'));
    }
    props.onDone(say('offered.saved'));
  };
  const isOfPrompts = wrong?.startsWith('prompts') || areTwins(labelsOf(prompts));
  const lists = {
    onDone: props.onDone,
    wrong: wrong === 'empty' || wrong === 'twins' ? wrong : null,
  };
  return (
    <form
      class="lead offered-form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {wrong !== null && (
        <Notice tone="danger">
          <p>
            <strong>{say('offered.check')}</strong> {say(`offered.${wrong}`)}
          </p>
        </Notice>
      )}
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <section class="people-part" aria-labelledby="prompts-title">
        <h2 id="prompts-title">{say('offered.prompts')}</h2>
        <TextBox
          label={say('offered.prompts.label')}
          hint={say('offered.prompts.says')}
          rows={5}
          value={prompts}
          error={wrong !== null && isOfPrompts ? say(`offered.${wrong}`) : undefined}
          onInput={setPrompts}
        />
      </section>
      <ChoiceList part="stages" lines={stages} onChange={setStages} {...lists} />
      <ChoiceList part="principles" lines={principles} onChange={setPrinciples} {...lists} />
      <button class="button button-main" type="submit">
        {say('offered.save')}
      </button>
    </form>
  );
};

const wrongIn = (lists: readonly Line[][], asked: readonly string[]): Wrong | null => {
  if (lists.some((lines) => lines.some(({ name }) => name.trim() === ''))) return 'empty';
  if (lists.some((lines) => areTwins(lines.map(({ name }) => name)))) return 'twins';
  if (areTwins(asked)) return 'twins';
  if (asked.length > CHOICES_MAX) return 'prompts.too-many';
  return asked.some((prompt) => prompt.length > 80) ? 'prompts.too-long' : null;
};
