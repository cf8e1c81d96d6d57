import { badRequest } from './rules';

/** A condition as the SDK sends it. */
export interface Condition {
  condition: string;
  values: unknown[];
}
export interface PropertyCondition extends Condition {
  property: string;
}

type Comparable = string | number;
const isComparable = (value: unknown): value is Comparable => typeof value === 'string' || typeof value === 'number';

/** Strings in which UTF-16 order is not the order of code points. */
const beyondPlane = /[\ud800-\uffff]/;

const compareStrings = (a: string, b: string): number => {
  if (beyondPlane.test(a) || beyondPlane.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : a > b ? 1 : 0;
};

/** Numbers by value, strings by code point; -1, 0 or 1. Different kinds have an order too, so that sorting never fails. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === typeof b && isComparable(a) && isComparable(b)) {
    if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
    return a < b ? -1 : a > b ? 1 : 0;
  }
  const [left, right] = [`${typeof a}:${String(a)}`, `${typeof b}:${String(b)}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

const comparing = (actual: unknown, value: unknown, holds: (order: number) => boolean): boolean =>
  isComparable(actual) && typeof actual === typeof value && holds(compareValues(actual, value));

const tests: Record<string, (actual: unknown, values: unknown[]) => boolean> = {
  EXISTS: (actual) => actual !== undefined,
  NOT_EXISTS: (actual) => actual === undefined,
  EQUAL_TO: (actual, [value]) => actual === value,
  NOT_EQUAL_TO: (actual, [value]) => actual !== value,
  GREATER_THAN: (actual, [value]) => comparing(actual, value, (order) => order > 0),
  GREATER_THAN_EQUAL_TO: (actual, [value]) => comparing(actual, value, (order) => order >= 0),
  LESS_THAN: (actual, [value]) => comparing(actual, value, (order) => order < 0),
  LESS_THAN_EQUAL_TO: (actual, [value]) => comparing(actual, value, (order) => order <= 0),
  BETWEEN: (actual, [low, high]) => comparing(actual, low, (order) => order >= 0) && comparing(actual, high, (order) => order <= 0),
  BEGINS_WITH: (actual, [value]) => typeof actual === 'string' && typeof value === 'string' && actual.startsWith(value),
  CONTAINS: (actual, [value]) => contains(actual, value),
  NOT_CONTAINS: (actual, [value]) => !contains(actual, value),
};

/** What the sorted attribute of an index can be asked for; the SDK names these apart, too (WhereConditions). */
export const rangeConditions: ReadonlySet<unknown> = new Set([
  'EQUAL_TO',
  'GREATER_THAN',
  'GREATER_THAN_EQUAL_TO',
  'LESS_THAN',
  'LESS_THAN_EQUAL_TO',
  'BETWEEN',
  'BEGINS_WITH',
]);

const contains = (actual: unknown, value: unknown): boolean =>
  typeof actual === 'string' ? typeof value === 'string' && actual.includes(value) : Array.isArray(actual) && actual.includes(value);

/** Whether `actual` (undefined where there is none) meets the condition. Throws for a condition that the platform doesn't know. */
export function meets(actual: unknown, { condition, values }: Condition): boolean {
  const test = tests[condition];
  if (!test || !Array.isArray(values)) throw badRequest('INVALID_CONDITION', `There is no condition ${condition}.`);
  return test(actual, values);
}

export interface Filters {
  and?: PropertyCondition[];
  or?: PropertyCondition[];
}

/** Whether an object's properties meet all of `and` and one of `or`. */
export function meetsAll(object: Record<string, unknown> | undefined, filters: Filters | undefined): boolean {
  const one = (each: PropertyCondition) => meets(object?.[each.property], each);
  return (filters?.and?.every(one) ?? true) && (filters?.or?.some(one) ?? true);
}
