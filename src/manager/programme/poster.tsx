import type { DeskVoice } from '../../contract/desk-voice.ts';
import { say } from '../../words/manager-voice.ts';
import { Qr } from '../people/qr.tsx';

/** A sheet of A5 to hang up: the one thing that is printed of this page. Black on white, whatever the screen shows. */
export const Poster = (props: { link: string; voice: DeskVoice; organisationName: string }) => {
  const { link, voice } = props;
  return (
    <div class="poster">
      <p class="poster-where">
        <bdi>{props.organisationName}</bdi>
        {' · '}
        <bdi>{voice.programmeName}</bdi>
      </p>
      <p class="poster-title">{say('poster.title')}</p>
      <p class="poster-promise">{say('poster.promise')}</p>
      <Qr text={link} label={say('poster.qr')} />
      <ol class="poster-steps">
        <li>{say('poster.point')}</li>
        <li>{say('poster.write')}</li>
        <li>{say('poster.code')}</li>
      </ol>
      <p class="poster-small">
        {say('poster.link')}{' '}
        <bdi class="poster-link" dir="ltr">
          {link}
        </bdi>
      </p>
      {voice.safeguarding !== null && (
        <p class="poster-small">
          <strong>{say('poster.not-emergency')}</strong> <bdi>{voice.safeguarding.emergency}</bdi>
        </p>
      )}
    </div>
  );
};
