import { language } from './speech.ts';

const formatted = (time: number | string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language().locale, options).format(new Date(time));

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
  return new Intl.RelativeTimeFormat(language().locale, { numeric: 'auto' }).format(-days, 'day');
};
