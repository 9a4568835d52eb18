interface Option<Value extends string> {
  value: Value;
  label: string;
}

/** One choice out of a few, as radio buttons in the shape of chips. */
export const Chips = <Value extends string>(props: {
  legend: string;
  name: string;
  options: readonly Option<Value>[];
  value: Value | null;
  onChoose: (value: Value) => void;
}) => (
  <fieldset class="chips">
    <legend class="chips-legend">{props.legend}</legend>
    <div class="chips-options">
      {props.options.map(({ value, label }) => (
        <label class="chip" key={value}>
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
}) => (
  <fieldset class="chips">
    <legend class="chips-legend">{props.legend}</legend>
    <div class="chips-options">
      {props.options.map(({ value, label }) => (
        <label class="chip" key={value}>
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
    </div>
  </fieldset>
);
