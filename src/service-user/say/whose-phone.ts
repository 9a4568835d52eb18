/** Whose phone it is that somebody writes on. */
export type WhosePhone = 'own' | 'handed';
