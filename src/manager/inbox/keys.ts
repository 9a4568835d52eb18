/** What the desk's keys do, by `KeyboardEvent.key`. */
type Keys = Partial<Record<string, () => void>>;

/**
 * Listens to single keys where it stands, so only while the focus is within the list or the moment: whoever speaks to
 * their computer would else set them off by any word (WCAG 2.1.4). Never while somebody writes or chooses in a field.
 */
export const onKeys =
  (keys: Keys) =>
  (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isField(event.target)) return;
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
