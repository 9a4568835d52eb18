import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './tick.css';

/** Yes or no; what yes means is said below, once it was chosen. */
export const Tick = (props: {
  label: string;
  isTicked: boolean;
  /** It stays as it is. */
  isFixed?: boolean | undefined;
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
          aria-disabled={props.isFixed || undefined}
          aria-describedby={props.isTicked ? id : undefined}
          onClick={(event) => props.isFixed && event.preventDefault()}
          onChange={(event) => props.onTick(event.currentTarget.checked)}
        />
        {props.label}
      </label>
      {props.isTicked && (
        <p class="tick-means" id={id}>
          {props.children}
        </p>
      )}
    </div>
  );
};
