// The words of the interface. Each area has its English catalogue and a typed `say`; another language is one file
// with the same ids, laid over them before the first screen. Ids are global: `capture.ask`.

/** A text with `{name}` places, or one text per plural form of `count`. */
export type Message = string | (Partial<Record<Intl.LDMLPluralRule, string>> & { other: string });
export type Catalogue = Readonly<Record<string, Message>>;
export type Values = Readonly<Record<string, string | number>>;

export interface Language {
  /** BCP 47. */
  locale: string;
  direction: 'ltr' | 'rtl';
  /** This language's message for an id, or the English one where it has none. */
  translate: (id: string, english: Message) => Message;
}

const english: Language = {
  locale: 'en-GB',
  direction: 'ltr',
  translate: (_id, message) => message,
};

let current = english;
let plurals = new Intl.PluralRules(current.locale);
let numbers = new Intl.NumberFormat(current.locale);

/** The language that is spoken now. */
export const language = (): Language => current;

/** Speaks `chosen` from now on. To be called before the first screen is drawn. */
export const speak = (chosen: Language): void => {
  current = chosen;
  plurals = new Intl.PluralRules(chosen.locale);
  numbers = new Intl.NumberFormat(chosen.locale);
};

/** A value that people wrote, set apart from the direction of the text around it (FSI … PDI). */
export const apart = (value: string): string => `\u2068${value}\u2069`;

/**
 * The `say` of one area. Values that people wrote are set apart, so that an
 * Arabic name does not turn an English sentence around.
 */
export const saying =
  <Ids extends string>(catalogue: Readonly<Record<Ids, Message>>) =>
  (id: Ids, values: Values = {}): string => {
    const message = current.translate(id, catalogue[id]);
    const text =
      typeof message === 'string'
        ? message
        : (message[plurals.select(Number(values['count']))] ?? message.other);
    return text.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name];
      if (value === undefined) return place;
      return typeof value === 'number' ? numbers.format(value) : apart(value);
    });
  };
