import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { label } from '../../contract/schema.ts';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/manager.ts';
import type { Answer, Trouble } from '../desk-client.ts';
import { TroubleNotice } from '../trouble-notice.tsx';
import { troubleWords } from '../trouble-words.ts';

/** A form around one name. What is wrong with the name is said above the form and at the field, in the same words. */
export const AskName = (props: {
  title: string;
  label: string;
  hint?: string;
  missing: string;
  confirm: string;
  children?: ComponentChildren;
  /** Sends the trimmed name. Where it is refused, the form stays and says why. */
  onSend: (name: string) => Answer<unknown>;
  onCancel: () => void;
}) => {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<{ error?: string; trouble?: Trouble }>({});
  const [isSending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { error, trouble } = problem;

  useEffect(() => form.current?.querySelector<HTMLElement>('input[type=text]')?.focus(), []);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [problem]);

  const send = async (): Promise<void> => {
    const trimmed = name.trim();
    if (trimmed === '') return setProblem({ error: props.missing });
    if (!label.safeParse(trimmed).success) return setProblem({ error: refusalOf(NOT_VALID) });
    setSending(true);
    const answer = await props.onSend(trimmed);
    setSending(false);
    if (answer.ok) return setProblem({});
    const isName =
      answer.trouble.kind === 'refused' &&
      ['name_taken', 'not_valid'].includes(answer.trouble.code);
    setProblem(isName ? { error: refusalOf(answer.trouble) } : { trouble: answer.trouble });
  };

  return (
    <form
      class="card ask-name"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSending) void send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onCancel();
      }}
    >
      <h2>{props.title}</h2>
      {error && (
        <Notice tone="danger">
          <p>
            <strong>{say('people.invite.check')}</strong> {error}
          </p>
        </Notice>
      )}
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      <Field
        label={props.label}
        {...(props.hint === undefined ? {} : { hint: props.hint })}
        value={name}
        onInput={setName}
        error={error}
      />
      {props.children}
      <div class="ways">
        <button
          class="button button-main"
          type="submit"
          aria-disabled={isSending ? 'true' : undefined}
        >
          {props.confirm}
        </button>
        <button class="button button-quiet" type="button" onClick={props.onCancel}>
          {say('desk.cancel')}
        </button>
      </div>
    </form>
  );
};

const NOT_VALID: Trouble = { kind: 'refused', code: 'not_valid', field: 'name' };

const refusalOf = (trouble: Trouble): string => {
  const { what, next } = troubleWords(trouble, 'changing');
  return `${what} ${next}`;
};
