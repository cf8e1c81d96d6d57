import type { EntityIndex, EntityType } from '../manifest';
import type { Filters } from './conditions';
import { badRequest } from './rules';

/** The index that every entity has without being asked: all its keys in order. */
export const byKey: EntityIndex = { name: 'by-key', partition: [], range: null };

const typeTests = {
  string: (value: unknown) => typeof value === 'string',
  integer: (value: unknown) => Number.isInteger(value),
  float: (value: unknown) => typeof value === 'number',
  boolean: (value: unknown) => typeof value === 'boolean',
  any: () => true,
};

export type EntityValue = Record<string, unknown>;

/** Throws unless the value has only declared attributes, each of its declared type. */
export function checkEntity(type: EntityType, value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('INVALID_ENTITY', `A value of entity ${type.name} must be an object.`);
  }
  for (const [name, attribute] of Object.entries(value)) {
    const declared = type.attributes.get(name);
    if (!declared) throw badRequest('UNKNOWN_ATTRIBUTE', `Entity ${type.name} has no attribute ${name} in the manifest.`);
    if (attribute !== undefined && attribute !== null && !typeTests[declared.type](attribute)) {
      throw badRequest('INVALID_ATTRIBUTE_TYPE', `Attribute ${name} of entity ${type.name} must be of type ${declared.type}.`);
    }
  }
  for (const [name, { required }] of type.attributes) {
    if (required && !(name in value)) throw badRequest('MISSING_ATTRIBUTE', `Entity ${type.name} requires attribute ${name}.`);
  }
}

/** Throws for a filter or condition on an attribute that the manifest does not declare. */
export function checkAttributes(type: EntityType, filters: Filters | undefined): void {
  for (const { property } of [...(filters?.and ?? []), ...(filters?.or ?? [])]) {
    if (!type.attributes.has(property)) throw badRequest('UNKNOWN_ATTRIBUTE', `Entity ${type.name} has no attribute ${property}.`);
  }
}

export const indexOf = (type: EntityType, name: unknown): EntityIndex => {
  if (name === byKey.name) return byKey;
  const found = typeof name === 'string' ? type.indexes.get(name) : undefined;
  if (!found) throw badRequest('INVALID_INDEX', `Entity ${type.name} has no index ${String(name)} in the manifest.`);
  return found;
};

export const partitionName = (values: unknown[]): string => JSON.stringify(values);

/** Where a value lies in an index: its partition and its range value; null if it lacks one of them and so is not in that index. */
export function placeIn(index: EntityIndex, key: string, value: EntityValue): { partition: string; range: unknown } | null {
  const partition = index.partition.map((name) => value[name]);
  if (partition.some((each) => each === undefined || each === null)) return null;
  if (index.name === byKey.name) return { partition: partitionName(partition), range: key };
  const range = index.range === null ? '' : value[index.range];
  if (range === undefined || range === null) return null;
  return { partition: partitionName(partition), range };
}
