import { language } from './speech.ts';

/** Making one takes a phone far longer than using it, and a list says hundreds of times when something was. */
const kept = new Map<string, Intl.DateTimeFormat | Intl.RelativeTimeFormat>();
const keptAs = <Format extends Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => Format,
): Format => {
  const format = kept.get(key) ?? make();
  kept.set(key, format);
  return format as Format;
};

const formatted = (time: number | string, options: Intl.DateTimeFormatOptions): string => {
  const { locale } = language();
  // Whoever travels meanwhile reads the time of where they are.
  const zone = new Date().getTimezoneOffset();
  const key = [locale, zone, ...Object.keys(options)].join();
  return keptAs(key, () => new Intl.DateTimeFormat(locale, options)).format(new Date(time));
};

/** "10:42" */
export const clockTime = (time: number | string): string =>
  formatted(time, { hour: '2-digit', minute: '2-digit' });

/** "23 November" within this year, else "23 November 2025". */
export const calendarDay = (time: number | string, now: number): string =>
  formatted(time, {
    day: 'numeric',
    month: 'long',
    ...(new Date(time).getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' }),
  });

/** Whole days between two instants by this device's calendar: 0 is today, 1 yesterday. */
export const daysAgo = (time: number | string, now: number): number => {
  const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(new Date(time).getTime())) / 86_400_000);
};

/** "today", "yesterday", else the calendar day. */
export const dayInWords = (time: number | string, now: number): string => {
  const days = daysAgo(time, now);
  if (days !== 0 && days !== 1) return calendarDay(time, now);
  const { locale } = language();
  const relative = keptAs(locale, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  return relative.format(-days, 'day');
};

/** "November 2026", of `2026-11`. */
export const monthInWords = (month: string): string =>
  formatted(`${month}-15T12:00:00.000Z`, { month: 'long', year: 'numeric' });
