import { useEffect, useRef, useState } from 'preact/hooks';
import { done as doneAnswer } from '../../contract/desk.ts';
import type { OwnPasskeys, Passkey } from '../../contract/passkey.ts';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../words/doors.ts';
import { dayInWords } from '../../words/time.ts';
import { ask } from '../asking.ts';
import { Confirm } from '../confirm.tsx';
import { canHavePasskeys, makePasskey, readOwnPasskeys } from './ceremony.ts';
import { provesAgain } from './prove.tsx';
import { useCeremony } from './use-ceremony.ts';
import './doors.css';

/** One's own passkeys: where they were made, a further one, and the way to remove one. */
export const YourPasskeys = ({ now }: { now: number }) => {
  const [own, setOwn] = useState<OwnPasskeys | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const [done, setDone] = useState('');
  const { isBusy, error, attempt } = useCeremony();
  const status = useRef<HTMLParagraphElement>(null);

  const read = async (): Promise<void> => {
    const answer = await readOwnPasskeys();
    if (answer.ok) setOwn(answer.value);
  };
  useEffect(() => void read(), []);
  useEffect(() => {
    // What asked for it may be gone from the page.
    if (done !== '') status.current?.focus();
  }, [done]);

  const finish = async (said: string): Promise<void> => {
    setRemoving(null);
    await read();
    setDone(said);
  };
  const make = async () => {
    const made = await makePasskey();
    const isAsked =
      !made.ok && made.trouble.kind === 'refused' && made.trouble.code === 'ask_again';
    return isAsked && (await provesAgain('ask_again')) ? makePasskey() : made;
  };
  const remove = async ({ passkeyId, madeOn }: Passkey) => {
    const path = `/v1/passkeys/${passkeyId}/remove`;
    const answer = await ask((url, init) => fetch(url, init), path, {}, doneAnswer);
    if (answer.ok) await finish(say('passkeys.removed', { device: madeOn }));
    return answer;
  };

  if (own === null) return null;
  const { passkeys } = own;
  const canMake = own.canMake && location.origin === own.publicUrl && canHavePasskeys();
  return (
    <section class="people-part" aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">{say('passkeys.title')}</h2>
      <p class="device-soft">{say('passkeys.says')}</p>
      {passkeys.length === 0 && <p>{say('passkeys.none')}</p>}
      <p class="person-done" role="status" tabIndex={-1} ref={status} hidden={done === ''}>
        {done}
      </p>
      {error !== null && (
        <Notice tone="danger">
          <p>{error}</p>
        </Notice>
      )}
      {passkeys.length > 0 && (
        <ul class="passkeys">
          {passkeys.map((passkey) => (
            <li class="passkey" key={passkey.passkeyId}>
              <p>
                <strong>
                  <bdi>{passkey.madeOn}</bdi>
                </strong>
              </p>
              <p class="device-soft">{historyOf(passkey, now)}</p>
              {passkey.isCarried && <p class="device-soft">{say('passkeys.carried')}</p>}
              {removing === passkey.passkeyId ? (
                <Confirm
                  title={say('passkeys.remove.title')}
                  confirm={say('passkeys.remove')}
                  onConfirm={() => remove(passkey)}
                  onCancel={() => setRemoving(null)}
                >
                  <p>
                    {say(passkeys.length === 1 ? 'passkeys.remove.last' : 'passkeys.remove.says')}
                  </p>
                </Confirm>
              ) : (
                <button
                  class="button button-quiet"
                  type="button"
                  aria-label={say('passkeys.remove.named', { device: passkey.madeOn })}
                  onClick={() => setRemoving(passkey.passkeyId)}
                >
                  {say('passkeys.remove')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {canMake ? (
        <button
          class="button"
          type="button"
          aria-disabled={isBusy ? 'true' : undefined}
          onClick={() => void attempt(make, () => finish(say('passkeys.added')))}
        >
          <Mark name="key" />
          {say(passkeys.length === 0 ? 'prove.make' : 'passkeys.add')}
        </button>
      ) : (
        <p class="device-soft">
          {own.canMake && location.origin !== own.publicUrl
            ? say('prove.cannot.address', { address: own.publicUrl })
            : say('prove.cannot.browser')}
        </p>
      )}
    </section>
  );
};

const historyOf = ({ madeAt, lastUsedAt }: Passkey, now: number): string => {
  const made = say('passkeys.made', { day: dayInWords(madeAt, now) });
  if (lastUsedAt === null) return made;
  return `${made} · ${say('passkeys.used', { day: dayInWords(lastUsedAt, now) })}`;
};
