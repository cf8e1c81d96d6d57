import { CqlError, type Value } from './parse';

const units: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000, M: 30 * 86_400_000, y: 365 * 86_400_000 };

/** How far the zone is ahead of UTC at that time, in milliseconds. */
function zoneOffset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - Math.floor(at / 60_000) * 60_000;
}

/**
 * The moment that a value of `created` or `lastmodified` means. Literals are granular to the minute, and in the zone of the user who asks:
 * a caller who thinks in UTC is hours off. `now("-5m")` has no such trap.
 */
export function momentOf(value: Value, now: number, timeZone: string): { from: number; to: number } {
  if (value.kind === 'now') {
    if (value.offset === null) return { from: now, to: now };
    const match = /^([+-]?)(\d+)([mhdwMy])$/.exec(value.offset);
    if (!match) throw new CqlError(`Could not parse the offset of now(): ${value.offset}`);
    const at = now + (match[1] === '-' ? -1 : 1) * Number(match[2]) * (units[match[3] ?? ''] ?? 0);
    return { from: at, to: at };
  }
  const match = /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[ T](\d{2}):(\d{2}))?$/.exec(value.text);
  if (!match) throw new CqlError(`Could not parse the date ${value.text}: write yyyy-MM-dd or yyyy-MM-dd HH:mm`);
  const [, year, month, day, hour, minute] = match;
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0));
  const from = local - zoneOffset(local - zoneOffset(local, timeZone), timeZone);
  return { from, to: from + (hour === undefined ? 86_400_000 : 60_000) - 1 };
}
