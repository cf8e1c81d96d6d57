/** Numbers and times as the admin's own locale and time zone have them. */
export interface Format {
  number(value: number): string;
  percent(share: number): string;
  bytes(value: number): string;
  /** '3 minutes ago', 'in 2 hours'. */
  relative(at: number, now?: number): string;
  absolute(at: number): string;
  /** '14:00' or '2:00 PM'. */
  clock(at: number): string;
  /** How long, roughly: '45 seconds', '3 minutes'. */
  duration(ms: number): string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS: [Intl.RelativeTimeFormatUnit & ('day' | 'hour' | 'minute' | 'second'), number][] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
];
const BYTES = ['kilobyte', 'megabyte', 'gigabyte'];

/** @param locale as Confluence says it, which may be as in Java: 'en_US' */
export function makeFormat(locale: string, timeZone: string): Format {
  return formatFor(locale.replaceAll('_', '-'), timeZone);
}

function formatFor(locale: string, timeZone: string): Format {
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const absolute = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long', timeZone });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    bytes: (value) => formatBytes(locale, value),
    relative: (at, now = Date.now()) => {
      const [unit, ms] = unitFor(at - now);
      return relative.format(Math.round((at - now) / ms), unit);
    },
    absolute: (at) => absolute.format(at),
    clock: (at) => clock.format(at),
    duration: (value) => {
      const [unit, ms] = unitFor(value);
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.max(1, Math.round(value / ms)));
    },
  };
}

function unitFor(ms: number): (typeof UNITS)[number] {
  return UNITS.find(([, unit]) => Math.abs(ms) >= unit) ?? ['second', SECOND];
}

function formatBytes(locale: string, value: number): string {
  if (value < 1000) return `${new Intl.NumberFormat(locale).format(value)} B`;
  const step = Math.min(BYTES.length - 1, Math.floor(Math.log10(value) / 3) - 1);
  const options = { style: 'unit', unit: BYTES[step], unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, options).format(value / 1000 ** (step + 1));
}
