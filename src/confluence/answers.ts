/** Pieces that many answers share. Unknown fields and values pass; only what the app relies on is checked. */
import * as v from '@badrap/valita';
import type { Body } from '../content';

/** There, null, or not there at all: Confluence does all three for the same field. */
export const nullish = <T>(type: v.Type<T>): v.Optional<T | null> => type.nullable().optional();

export const number = v.number().assert(Number.isFinite);
/** Ids are 64-bit: text, though some answers write them as numbers. */
export const id = v.union(v.string(), number).map(String);
/** Some answers write numbers as text. */
export const anyNumber = v.union(number, v.string()).map(Number);
export const text = nullish(v.string());

const representation = nullish(v.object({ value: text }));
export const body = nullish(v.object({ storage: representation, atlas_doc_format: representation }));
export type RawBody = v.Infer<typeof body>;

export function storageOf(raw: RawBody): Body {
  return { format: 'storage', value: raw?.storage?.value ?? '' };
}

/** v1 and v2 write the same time differently (`.000Z`, `+00:00`); read and readMany must agree. */
export function isoTime(value: string): string {
  const at = Date.parse(value);
  return Number.isNaN(at) ? value : new Date(at).toISOString();
}
export function optionalTime(value: string | null | undefined): string | null {
  return value ? isoTime(value) : null;
}

/** Ids are numbers in text: by size, which is by age. */
export function byId(a: { id: string }, b: { id: string }): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** A path from its fixed part and its parameters. Lists are written with commas, as the API description says. */
export function pathOf(base: string, parameters: Record<string, string | number | readonly string[] | undefined> = {}): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const list = typeof value === 'object' ? value : [String(value)];
    return [`${name}=${list.map(encodeURIComponent).join(',')}`];
  });
  return pairs.length ? `${base}?${pairs.join('&')}` : base;
}

/** Ids go into paths and CQL: only what an id can be made of. */
export function safeId(value: string): string {
  if (!/^[A-Za-z0-9]+$/.test(value)) throw new Error('Not a Confluence id: expected digits. Check where the id comes from.');
  return value;
}
