/** Pieces that many answers share. Unknown fields and values pass; only what the app relies on is checked. */
import * as z from 'zod/mini';
import type { Body } from '../content';

/** Ids are 64-bit: text, though some answers write them as numbers. */
export const id = z.pipe(z.union([z.string(), z.number()]), z.transform(String));
export const number = z.pipe(z.union([z.number(), z.string()]), z.transform(Number));
export const text = z.nullish(z.string());

const representation = z.nullish(z.object({ value: text }));
export const body = z.nullish(z.object({ storage: representation, atlas_doc_format: representation }));
export type RawBody = z.infer<typeof body>;

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
