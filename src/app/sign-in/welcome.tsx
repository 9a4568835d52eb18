import { useEffect, useState } from 'preact/hooks';
import type { InvitationSeen, SignedIn } from '../../contract/sign-in.ts';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/sign-in.ts';
import { Brand } from '../brand.tsx';
import { lookAt, setUpFirst } from './sign-in-client.ts';
import { useAttempt } from './use-attempt.ts';

const FIELDS = ['organisation', 'person', 'programme'] as const;
type FieldName = (typeof FIELDS)[number];

/** The first-run link: `/welcome#<token>`. Three names, and the first manager is at work. */
export const Welcome = ({ onSignedIn }: { onSignedIn: (answer: SignedIn) => Promise<void> }) => {
  const [token] = useState(() => location.hash.slice(1));
  const [names, setNames] = useState({ organisation: '', person: '', programme: '' });
  const [missing, setMissing] = useState<readonly FieldName[]>([]);
  const [seen, setSeen] = useState<InvitationSeen | null>(null);
  const { isBusy, error, attempt } = useAttempt();

  useEffect(() => void attempt(lookAt({ token }), setSeen), []);

  const begin = (event: Event): void => {
    event.preventDefault();
    const { organisation, person, programme } = names;
    const trimmed = {
      organisation: organisation.trim(),
      person: person.trim(),
      programme: programme.trim(),
    };
    const empty = FIELDS.filter((name) => trimmed[name] === '');
    setMissing(empty);
    if (empty.length === 0) void attempt(setUpFirst({ token, ...trimmed }), onSignedIn);
  };

  return (
    <main class="page" aria-busy={isBusy}>
      <Brand />
      {(error !== null || missing.length > 0) && (
        <Notice tone="danger">
          {error !== null && <p>{error}</p>}
          {error !== null && seen === null && (
            <a class="button" href="/code">
              {say('join.use-code')}
            </a>
          )}
          {missing.map((name) => (
            <p key={name}>{say(`welcome.${name}-missing`)}</p>
          ))}
        </Notice>
      )}
      {seen !== null && (
        <form class="stack" onSubmit={begin}>
          <p class="words words-alone">{say('welcome.title')}</p>
          <p>{say('welcome.what')}</p>
          {FIELDS.map((name) => (
            <Field
              key={name}
              label={say(`welcome.${name}`)}
              hint={say(`welcome.${name}-hint`)}
              value={names[name]}
              error={missing.includes(name) ? say(`welcome.${name}-missing`) : undefined}
              autocomplete={name === 'person' ? 'name' : 'off'}
              autofocus={name === 'organisation'}
              onInput={(value) => setNames({ ...names, [name]: value })}
            />
          ))}
          <button type="submit" class="button button-main button-wide" disabled={isBusy}>
            {say('welcome.begin')}
          </button>
        </form>
      )}
    </main>
  );
};
