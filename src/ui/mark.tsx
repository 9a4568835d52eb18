export type MarkName =
  | 'add-to-home'
  | 'again'
  | 'back'
  | 'bin'
  | 'bulb'
  | 'check'
  | 'chevron'
  | 'clock'
  | 'close'
  | 'copy'
  | 'inbox'
  | 'key'
  | 'leave'
  | 'no-signal'
  | 'pencil'
  | 'people'
  | 'person-add'
  | 'phone'
  | 'plus'
  | 'qr'
  | 'rising'
  | 'search'
  | 'send'
  | 'share'
  | 'sun'
  | 'undo'
  | 'warning';

/** A small sign beside words. Never alone: what it means is always said in words too. */
export const Mark = ({ name }: { name: MarkName }) => (
  <svg key={name} class="mark" aria-hidden="true" focusable="false">
    <use href={`/marks.svg#${name}`} />
  </svg>
);
