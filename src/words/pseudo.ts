// Two languages that nobody speaks. What stays plain English on a screen under them is not in a catalogue; what
// breaks under them will break in Welsh, German or Arabic.
import type { Language, Message } from './speech.ts';

const PLAIN = 'aeiouyAEIOUYcnsCNS';
const ACCENTED = 'áéíóúýÁÉÍÓÚÝçñšÇÑŠ';

const accent = (text: string): string =>
  text.replace(/\{\w+\}|[a-zA-Z]/g, (part) => ACCENTED[PLAIN.indexOf(part)] ?? part);

/** A third longer, as translations are. */
const lengthen = (text: string): string =>
  `[${accent(text)}${' ~'.repeat(Math.ceil(text.length / 6))}]`;

/** Turned by an override, as right-to-left letters would turn it. */
const mirror = (text: string): string => `\u202E${text}\u202C`;

const each =
  (change: (text: string) => string) =>
  (_id: string, message: Message): Message => {
    if (typeof message === 'string') return change(message);
    const forms = Object.entries(message).map(([form, text]) => [form, change(text)]);
    return Object.fromEntries(forms) as Message;
  };

export const accented: Language = { locale: 'en-GB', direction: 'ltr', translate: each(lengthen) };
export const mirrored: Language = {
  locale: 'ar',
  direction: 'rtl',
  translate: each((text) => mirror(lengthen(text))),
};
