import { useEffect, useId, useRef } from 'preact/hooks';
import { CHOICES_MAX } from '../../contract/offered.ts';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager-offered.ts';
import { type Line, areTwins } from './lines.ts';

/** Stages or principles: each may be renamed, moved up and taken out, and others added. */
export const ChoiceList = (props: {
  part: 'stages' | 'principles';
  lines: readonly Line[];
  /** What was wrong when it was to be saved; it is said at each line that is so still. */
  wrong: 'empty' | 'twins' | null;
  onChange: (lines: Line[]) => void;
  onDone: (what: string) => void;
}) => {
  const { part, lines, onChange } = props;
  const id = useId();
  const list = useRef<HTMLOListElement>(null);
  /** What to go on with once the list is drawn anew. */
  const goTo = useRef<string | null>(null);
  useEffect(() => {
    if (goTo.current === null) return;
    list.current?.querySelector<HTMLElement>(goTo.current)?.focus();
    goTo.current = null;
  }, [lines]);

  const add = (): void => {
    const key = `new-${crypto.randomUUID()}`;
    goTo.current = 'li:last-child input';
    onChange([...lines, { key, id: null, name: '' }]);
  };
  const moveUp = (place: number): void => {
    const moved = [...lines];
    [moved[place - 1], moved[place]] = [moved[place]!, moved[place - 1]!];
    goTo.current = place > 1 ? `li:nth-child(${place}) .choice-up` : 'li:first-child input';
    onChange(moved);
  };
  const remove = (place: number): void => {
    const { name } = lines[place]!;
    onChange(lines.filter((_, at) => at !== place));
    props.onDone(say('offered.removed', { name }));
  };
  return (
    <section class="people-part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say(`offered.${part}`)}</h2>
      <p>{say(`offered.${part}.says`)}</p>
      <ol class="choice-list" ref={list}>
        {lines.map((line, place) => {
          const error = errorOf(line, lines, props.wrong);
          return (
            <li key={line.key}>
              {error && (
                <p class="field-error" id={`${id}-${line.key}`}>
                  {error}
                </p>
              )}
              <div class="choice">
                <input
                  class="field-input"
                  type="text"
                  dir="auto"
                  maxLength={80}
                  autocomplete="off"
                  aria-label={say(`offered.${part}.one`, { count: place + 1 })}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={error ? `${id}-${line.key}` : undefined}
                  value={line.name}
                  onInput={(event) => {
                    const name = event.currentTarget.value;
                    onChange(lines.map((each) => (each === line ? { ...each, name } : each)));
                  }}
                />
                {place > 0 && (
                  <button
                    class="button button-quiet choice-up"
                    type="button"
                    aria-label={say('offered.up', { name: line.name })}
                    onClick={() => moveUp(place)}
                  >
                    <Mark name="chevron" />
                  </button>
                )}
                <button
                  class="button button-quiet choice-out"
                  type="button"
                  aria-label={say('offered.remove', { name: line.name })}
                  onClick={() => remove(place)}
                >
                  <Mark name="bin" />
                </button>
              </div>
            </li>
          );
        })}
      </ol>
      {lines.length < CHOICES_MAX && (
        <button class="button" type="button" onClick={add}>
          <Mark name="plus" />
          {say(`offered.${part}.add`)}
        </button>
      )}
    </section>
  );
};

const errorOf = (
  { name }: Line,
  lines: readonly Line[],
  wrong: 'empty' | 'twins' | null,
): string | null => {
  if (wrong === 'empty' && name.trim() === '') return say('offered.empty');
  const isTwin = lines.filter((other) => areTwins([other.name, name])).length > 1;
  return wrong === 'twins' && isTwin ? say('offered.twins') : null;
};
