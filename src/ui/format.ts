import { useProductContext } from '@forge/react';

/** Numbers and times as the reader's own locale and time zone have them. */
export interface Format {
  time(at: number): string;
  bytes(value: number): string;
}

/** Until Confluence has said who reads, in English and UTC: the first view waits for the status longer than for that. */
export function useFormat(): Format {
  const context = useProductContext();
  return formatFor(context?.locale ?? 'en', context?.timezone ?? 'UTC');
}

/** @param locale as Confluence says it, which may be as in Java: 'en_US' */
export function formatFor(locale: string, timeZone: string): Format {
  const tag = locale.replaceAll('_', '-');
  const time = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const unit = (name: 'byte' | 'kilobyte', display: 'long' | 'short') =>
    new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: display, maximumFractionDigits: 1 });
  return {
    time: (at) => time.format(at),
    bytes: (value) => (value < 1000 ? unit('byte', 'long').format(value) : unit('kilobyte', 'short').format(value / 1000)),
  };
}
