import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** Yes or no; what yes means is said below, once it was chosen. */
export const Tick = (props: {
  label: string;
  isTicked: boolean;
  onTick: (isTicked: boolean) => void;
  children: ComponentChildren;
}) => {
  const id = useId();
  return (
    <div class="tick">
      <label class="tick-label">
        <input
          type="checkbox"
          class="tick-box"
          checked={props.isTicked}
          aria-describedby={props.isTicked ? id : undefined}
          onChange={(event) => props.onTick(event.currentTarget.checked)}
        />
        {props.label}
      </label>
      {props.isTicked && (
        <p class="say-soft tick-means" id={id}>
          {props.children}
        </p>
      )}
    </div>
  );
};
