/** Lets the browser save this where it saves what it downloads. */
export const saveFile = (content: Blob, name: string): void => {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers fetch it only after the click was handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
