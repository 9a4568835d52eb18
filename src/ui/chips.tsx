import type { ComponentChildren } from 'preact';
import './chips.css';

interface Option<Value extends string> {
  value: Value;
  /** A name that people gave stands in a `<bdi>`. */
  label: ComponentChildren;
}

/** One choice out of a few, as radio buttons in the shape of chips. */
export const Chips = <Value extends string>(props: {
  legend: string;
  name: string;
  options: readonly Option<Value>[];
  value: Value | null;
  onChoose: (value: Value) => void;
  /** What stands after the last chip: a way to more of them. */
  children?: ComponentChildren;
}) => (
  <fieldset class="chips">
    <legend class="chips-legend">{props.legend}</legend>
    <div class="chips-options">
      {props.options.map(({ value, label }) => (
        <label class={chipClass(value === props.value)} key={value}>
          <input
            type="radio"
            name={props.name}
            value={value}
            checked={value === props.value}
            onChange={() => props.onChoose(value)}
          />
          {label}
        </label>
      ))}
      {props.children}
    </div>
  </fieldset>
);

/** Any number out of a few, as check boxes in the shape of chips. */
export const ManyChips = <Value extends string>(props: {
  legend: string;
  name: string;
  options: readonly Option<Value>[];
  values: readonly string[];
  onChoose: (values: string[]) => void;
  /** What stands after the last chip: a way to more of them. */
  children?: ComponentChildren;
}) => (
  <fieldset class="chips">
    <legend class="chips-legend">{props.legend}</legend>
    <div class="chips-options">
      {props.options.map(({ value, label }) => (
        <label class={chipClass(props.values.includes(value))} key={value}>
          <input
            type="checkbox"
            name={props.name}
            value={value}
            checked={props.values.includes(value)}
            onChange={(event) =>
              props.onChoose(
                event.currentTarget.checked
                  ? [...props.values, value]
                  : props.values.filter((chosen) => chosen !== value),
              )
            }
          />
          {label}
        </label>
      ))}
      {props.children}
    </div>
  </fieldset>
);

/** Said by a class: not every browser that we serve knows `:has`. */
const chipClass = (isChosen: boolean): string => (isChosen ? 'chip chip-chosen' : 'chip');
