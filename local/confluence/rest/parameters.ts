import { type Call, RestError } from './call';

/** Array parameters come as a comma list or as a repeated key: both are in use, both are read. */
export function list(call: Call, name: string, max = Number.POSITIVE_INFINITY): string[] | null {
  const values = call.query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
  if (values.length > max) throw new RestError(400, `Parameter ${name} takes at most ${max} values: it has ${values.length}`);
  return call.query.has(name) ? values : null;
}

/** A list of ids; anything but digits is refused, as the real one does. */
export function ids(call: Call, name: string, max: number): Set<string> | null {
  const values = list(call, name, max);
  for (const value of values ?? [])
    if (!/^\d+$/.test(value)) throw new RestError(400, `Parameter ${name} must be a whole number: ${value}`);
  return values && new Set(values);
}

export function oneOf<T extends string>(call: Call, name: string, allowed: readonly T[]): T | null {
  const value = call.query.get(name);
  if (value === null || value === '') return null;
  const known = allowed.find((one) => one === value);
  if (known === undefined) throw new RestError(400, `Parameter ${name} must be one of ${allowed.join(', ')}: ${value}`);
  return known;
}

export function someOf<T extends string>(call: Call, name: string, allowed: readonly T[], otherwise: readonly T[]): Set<T> {
  const values = list(call, name);
  if (values === null || values.length === 0) return new Set(otherwise);
  return new Set(
    values.map((value) => {
      const known = allowed.find((one) => one === value);
      if (known === undefined) throw new RestError(400, `Parameter ${name} must be some of ${allowed.join(', ')}: ${value}`);
      return known;
    }),
  );
}

export function integer(call: Call, name: string, range: { min: number; max: number }, otherwise: number): number;
export function integer(call: Call, name: string, range: { min: number; max: number }, otherwise: null): number | null;
export function integer(call: Call, name: string, range: { min: number; max: number }, otherwise: number | null): number | null {
  const value = call.query.get(name);
  if (value === null || value === '') return otherwise;
  const number = Number(value);
  if (!Number.isInteger(number) || number < range.min || number > range.max)
    throw new RestError(400, `Parameter ${name} must be a whole number from ${range.min} to ${range.max}: ${value}`);
  return number;
}

export const flag = (call: Call, name: string): boolean => call.query.get(name) === 'true';

export type BodyFormat = 'storage' | 'atlas_doc_format' | 'view';

/** Lists give two formats; a single content gives views, too. */
export const bodyFormat = (call: Call): BodyFormat | null => oneOf(call, 'body-format', ['storage', 'atlas_doc_format']);
export function singleBodyFormat(call: Call): BodyFormat | null {
  const format = oneOf(call, 'body-format', [
    'storage',
    'atlas_doc_format',
    'view',
    'export_view',
    'anonymous_export_view',
    'styled_view',
    'editor',
  ]);
  if (format === null || format === 'storage' || format === 'atlas_doc_format') return format;
  if (format === 'editor') return 'storage';
  return 'view';
}
