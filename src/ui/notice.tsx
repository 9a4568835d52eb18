import type { ComponentChildren } from 'preact';
import { Mark, type MarkName } from './mark.tsx';

/** Something that changes what can be done, and the next step. It stays until it is no longer true. */
export const Notice = (props: {
  tone?: 'plain' | 'warning' | 'danger';
  mark?: MarkName;
  children: ComponentChildren;
}) => (
  <div
    class={`notice notice-${props.tone ?? 'plain'}`}
    role={props.tone === 'danger' ? 'alert' : 'status'}
  >
    <Mark name={props.mark ?? 'warning'} />
    <div class="notice-body">{props.children}</div>
  </div>
);
