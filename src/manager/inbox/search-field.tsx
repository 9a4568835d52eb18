import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { SEARCH_MAX } from '../../contract/desk-inbox.ts';
import { Mark } from '../../ui/mark.tsx';
import { say } from '../../words/manager-inbox.ts';

/** The name of the field, for the key that leads there. */
export const SEARCH_FIELD = 'search';

/** Looks for words when it is sent off, and for nothing again when it is emptied. */
export const SearchField = (props: { value: string; onSearch: (words: string) => void }) => {
  const [words, setWords] = useState(props.value);
  // The address may change by other ways: Back, or a filter taken off.
  useEffect(() => setWords(props.value), [props.value]);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSearch(field.current?.value.trim() ?? '');
      }}
    >
      <label class="unseen-label" for={id}>
        {say('search.label')}
      </label>
      <input
        class="field-input search-input"
        id={id}
        ref={field}
        name={SEARCH_FIELD}
        type="search"
        enterkeyhint="search"
        dir="auto"
        placeholder={say('search.label')}
        autocomplete="off"
        maxLength={SEARCH_MAX}
        value={words}
        onInput={(event) => {
          setWords(event.currentTarget.value);
          if (event.currentTarget.value === '' && props.value !== '') props.onSearch('');
        }}
      />
      <button class="button search-go" type="submit">
        <Mark name="search" />
        <span class="unseen-label">{say('search.go')}</span>
      </button>
    </form>
  );
};
