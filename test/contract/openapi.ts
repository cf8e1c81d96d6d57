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
}

interface Operation {
  parameters?: { name: string; in: string }[];
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

export interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const shared = path.resolve(__dirname, '../../../shared/contract');
export const isThere = existsSync(shared);

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
