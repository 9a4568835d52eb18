import { useEffect, useRef, useState } from 'preact/hooks';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager-voice.ts';
import { Confirm } from '../confirm.tsx';
import type { Answer, DeskClient, Trouble } from '../desk-client.ts';
import { CopyShare } from '../people/copy-share.tsx';
import { TroubleNotice } from '../trouble-notice.tsx';
import type { Part } from './part.ts';
import { Poster } from './poster.tsx';

type Deed = 'make' | 'rotate' | 'off';
const DONE = { make: 'link.made', rotate: 'link.rotated', off: 'link.offed' } as const;

/** The link of a programme as copy, QR code and poster: made, made anew, and switched off. */
export const ProgrammeLink = ({
  desk,
  voice,
  onDone,
  organisationName,
}: Part & { organisationName: string }) => {
  const { programmeId, link } = voice;
  const [asking, setAsking] = useState<Deed | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const ways = useRef<HTMLDivElement>(null);
  const wasAsking = useRef<Deed | null>(null);
  useEffect(() => {
    // Back to the button that asked.
    if (asking === null && wasAsking.current !== null) {
      ways.current?.querySelector<HTMLElement>(`[data-asks=${wasAsking.current}]`)?.focus();
    }
    wasAsking.current = asking;
  }, [asking]);

  const act = async (deed: Deed): Answer<unknown> => {
    const change = (client: DeskClient): Answer<unknown> =>
      deed === 'off' ? client.switchLinkOff(programmeId) : client.makeLink(programmeId);
    const answer = await desk.act(change);
    if (answer.ok) {
      setAsking(null);
      onDone(say(DONE[deed]));
    }
    return answer;
  };
  const make = async (): Promise<void> => {
    const answer = await act('make');
    setTrouble(answer.ok ? null : answer.trouble);
  };

  return (
    <section class="people-part poster-part" aria-labelledby="link-title">
      <h2 id="link-title">{say('link.title')}</h2>
      <p>{say('link.says')}</p>
      {trouble && <TroubleNotice trouble={trouble} doing="changing" />}
      {link === null && voice.safeguarding === null && (
        <p class="device-pending">{say('link.lead-first')}</p>
      )}
      {link === null && voice.safeguarding !== null && (
        <button class="button button-main" type="button" onClick={() => void make()}>
          <Mark name="qr" />
          {say('link.make')}
        </button>
      )}
      {link !== null && (
        <>
          <CopyShare link={link} label={say('link.copy')} text={say('link.share')} />
          <h3>{say('link.poster')}</h3>
          <Poster link={link} voice={voice} organisationName={organisationName} />
          {asking === null && (
            <div class="ways" ref={ways}>
              <button class="button button-main" type="button" onClick={() => print()}>
                {say('link.print')}
              </button>
              <button
                class="button"
                type="button"
                data-asks="rotate"
                onClick={() => setAsking('rotate')}
              >
                <Mark name="again" />
                {say('link.rotate')}
              </button>
              <button class="button" type="button" data-asks="off" onClick={() => setAsking('off')}>
                {say('link.off')}
              </button>
            </div>
          )}
          {asking !== null && (
            <Confirm
              key={asking}
              title={say(asking === 'off' ? 'link.off.title' : 'link.rotate.title')}
              confirm={say(asking === 'off' ? 'link.off' : 'link.rotate')}
              onConfirm={() => act(asking)}
              onCancel={() => setAsking(null)}
            >
              <p>{say(asking === 'off' ? 'link.off.says' : 'link.rotate.says')}</p>
            </Confirm>
          )}
          <p class="device-soft">{say('link.print.how')}</p>
        </>
      )}
      <h3>{say('link.keep.title')}</h3>
      <p class="device-soft">{say('link.keep.says')}</p>
    </section>
  );
};
