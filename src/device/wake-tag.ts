/** By this name the page asks for the worker to be woken, and the worker knows what for. */
export const WAKE_TAG = 'moments-drain';
