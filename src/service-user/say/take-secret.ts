/** The secret of a link: 128 bits in base64url (contract/say.ts says the same, by a schema). */
const SECRET = /^[A-Za-z0-9_-]{22}$/;

/**
 * The secret that stands in the fragment, or null. It is taken from the address before anything else is done: the
 * browser's own history has it still, but nothing that shows or sends the address.
 */
export const takeSecret = (): string | null => {
  const fragment = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  return SECRET.test(fragment) ? fragment : null;
};
