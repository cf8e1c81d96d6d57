import { isRuleLine, ruleOf } from './ruleLine';
import type { Rule } from './selection';

/** Parts of a file: names of fields, and places in lists. */
export type FilePath = readonly PropertyKey[];

export interface NamedRule {
  rule: Rule;
  path: FilePath;
}
/** A space that a selection file names, with those of its rules that can be read, and where each stands. */
export interface NamedSpace {
  key: string;
  path: FilePath;
  site: NamedRule[];
  space: NamedRule[];
}

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What a file names of the site, also where other parts of it are wrong: so that all its errors can be told at once. `isKey` says what may be
 * the key of a space.
 */
export function namedIn(raw: unknown, isKey: (name: string) => boolean): NamedSpace[] {
  const spaces = isFields(raw) && isFields(raw.spaces) ? raw.spaces : {};
  return Object.entries(spaces).flatMap(([key, value]): NamedSpace[] => {
    if (!isKey(key)) return [];
    const path = ['spaces', key];
    const fields = isFields(value) ? value : {};
    const rules = (layer: string) => rulesIn(fields[layer], [...path, layer]);
    return [{ key, path, site: rules('rules'), space: rules('spaceAdminRules') }];
  });
}

function rulesIn(list: unknown, path: FilePath): NamedRule[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((text: unknown, at) =>
    typeof text === 'string' && isRuleLine(text) ? [{ rule: ruleOf(text), path: [...path, at] }] : [],
  );
}
