/** Ctrl and Enter, or Command and Enter, go on to the next step from wherever one writes. */
export const onSendKey =
  (goOn: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    goOn();
  };
