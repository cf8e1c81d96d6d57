/** Reads the vendor's API descriptions and says where an answer differs. Only what those descriptions use is understood. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export interface Schema {
  $ref?: string;
  type?: string;
  nullable?: boolean;
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  maxItems?: number;
}

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}

interface Operation {
  parameters?: Parameter[];
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

export interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; parameters?: Record<string, Parameter> };
}

const shared = path.resolve(__dirname, '../../../shared/contract');
const isThere = existsSync(shared);

/** A `describe` that says so where the vendor's descriptions are absent, and skips. */
export const describeByContract = isThere ? describe : describe.skip;
if (!isThere) process.stderr.write('Skipped: no API descriptions and event payloads beside the project (../shared/contract)\n');

const readText = (name: string) => readFileSync(path.join(shared, name), 'utf8');
// The files are the vendor's descriptions: their shape is the one above, and a test that reads them wrongly fails.
export const describeV2 = (): Description => JSON.parse(readText('confluence-v2.openapi.json')) as Description;
export const describeV1 = (): Description => parse(readText('confluence-v1.openapi.yaml'), { maxAliasCount: -1 }) as Description;
export const eventExample = (name: string): Record<string, unknown> =>
  JSON.parse(readText(`forge-events/${name}.json`)) as Record<string, unknown>;

/** The operation of a description; parameters may have other names there. */
export function operationOf(description: Description, method: string, route: string): Operation | null {
  const shape = (text: string) => text.replace(/\{[^}]*\}/g, '{}');
  for (const [template, methods] of Object.entries(description.paths))
    if (shape(template) === shape(route)) return methods[method.toLowerCase()] ?? null;
  return null;
}

const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);
const fits = (type: string, value: unknown) => (type === 'integer' ? Number.isInteger(value) : type === kindOf(value));

/** Where the value is of another type than described, as `path: what`. Fields that the description lacks are no difference. */
export function differences(description: Description, schema: Schema, value: unknown, at = ''): string[] {
  const { $ref, allOf, oneOf, anyOf } = schema;
  if ($ref) {
    const target = description.components.schemas[$ref.replace('#/components/schemas/', '')];
    return target ? differences(description, target, value, at) : [`${at}: no schema ${$ref}`];
  }
  if (allOf) return allOf.flatMap((part) => differences(description, part, value, at));
  const choice = oneOf ?? anyOf;
  if (choice) {
    const each = choice.map((part) => differences(description, part, value, at));
    return each.some((found) => found.length === 0) ? [] : (each[0] ?? []);
  }
  if (value === null) return schema.nullable || !schema.type ? [] : [`${at}: null`];
  if (schema.type && !fits(schema.type, value)) return [`${at}: ${kindOf(value)} instead of ${schema.type}`];
  if (Array.isArray(value)) return value.flatMap((one) => (schema.items ? differences(description, schema.items, one, `${at}[]`) : []));
  if (typeof value !== 'object') return [];
  const fields = value as Record<string, unknown>; // an object that is neither null nor an array
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
    name in fields ? differences(description, part, fields[name], `${at}.${name}`) : [],
  );
}

/** What of a request's address its description does not know: parameters, values, or more of them than it takes. */
export function undescribed(description: Description, { parameters = [] }: Operation, query: URLSearchParams): string[] {
  const named = parameters
    .map((one) => description.components.parameters?.[one.$ref?.replace('#/components/parameters/', '') ?? ''] ?? one)
    .filter((one) => one.in === 'query');
  const unknown = [...query.keys()].filter((name) => !named.some((one) => one.name === name));
  const missing = named.filter((one) => one.required && !query.has(one.name)).map(({ name }) => `${name} is missing`);
  const wrong = named.flatMap(({ name, schema }) => {
    const given = query.getAll(name);
    return given.length > 0 && schema ? unfit(resolved(description, schema), description, given).map((why) => `${name}: ${why}`) : [];
  });
  return [...unknown.map((name) => `${name} is no parameter`), ...missing, ...wrong];
}

function unfit(schema: Schema, description: Description, given: string[]): string[] {
  if (schema.type === 'array') {
    const values = given.flatMap((value) => value.split(','));
    const many = schema.maxItems !== undefined && values.length > schema.maxItems ? [`${values.length} values`] : [];
    const items = schema.items && resolved(description, schema.items);
    return items ? [...many, ...values.flatMap((value) => unfit(items, description, [value]))] : many;
  }
  const [value = ''] = given;
  if (given.length > 1) return ['given more than once'];
  if (schema.enum && !schema.enum.includes(value)) return [`${value} is none of ${schema.enum.join()}`];
  if (schema.type === 'boolean' && value !== 'true' && value !== 'false') return [`${value} is neither true nor false`];
  if (schema.type !== 'integer') return [];
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  return /^\d+$/.test(value) && Number(value) >= minimum && Number(value) <= maximum ? [] : [`${value} is out of range`];
}

const resolved = (description: Description, schema: Schema): Schema =>
  description.components.schemas[schema.$ref?.replace('#/components/schemas/', '') ?? ''] ?? schema;
