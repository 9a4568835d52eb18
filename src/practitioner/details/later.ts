// What comes while words are typed, as one import: three would be three small files more on a phone.
export { SavedDetails } from './saved-details.tsx';
export { SessionSheet } from './session-sheet.tsx';
export { StateOf } from './state-of.tsx';
