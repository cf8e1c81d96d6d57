/** What the key-value store accepts: limits of the platform, and the errors it answers with. */

export const unitBytes = 10 * 1024;
export const maxKeyLength = 500;
export const maxValueBytes = 240 * 1024;
export const maxDepth = 31;
export const maxBatchItems = 25;
export const maxTransactionItems = 25;
export const maxRequestBytes = 4 * 1024 * 1024;
export const defaultQueryLimit = 10;
export const maxQueryLimit = 100;
const keyPattern = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;
const ttlUnits: Record<string, number> = { SECONDS: 1000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 };
const maxTtlMs = 366 * 86_400_000;

/** An answer other than success; the SDK turns it into ForgeKvsAPIError with this code. */
export class KvsError extends Error {
  override name = 'KvsError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const keyNotFound = (key: string) => new KvsError(404, 'KEY_NOT_FOUND', `There is no value at key ${key}.`);
export const badRequest = (code: string, message: string) => new KvsError(400, code, message);

export function checkKey(key: unknown): string {
  if (typeof key !== 'string' || key.length === 0) throw badRequest('INVALID_KEY', 'A key must be a non-empty string.');
  if (key.length > maxKeyLength)
    throw badRequest('KEY_TOO_LONG', `A key has at most ${maxKeyLength} characters; this one has ${key.length}.`);
  if (!keyPattern.test(key)) throw badRequest('INVALID_KEY', `Key ${key} does not match ${keyPattern.source}.`);
  return key;
}

/** The value as JSON text. Checks size and depth. */
export function checkValue(value: unknown): string {
  if (value === undefined || value === null) throw badRequest('INVALID_VALUE', 'A value must be given and must not be null.');
  const text = JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  if (bytes > maxValueBytes) throw badRequest('MAX_SIZE', `A value has at most ${maxValueBytes} bytes; this one has ${bytes}.`);
  if (depthOf(value) > maxDepth) throw badRequest('MAX_DEPTH', `A value is nested at most ${maxDepth} deep.`);
  return text;
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let deepest = 0;
  for (const inner of Object.values(value)) deepest = Math.max(deepest, depthOf(inner));
  return deepest + 1;
}

/** Milliseconds to live, or null for ever. */
export function checkTtl(ttl: unknown): number | null {
  if (ttl === undefined || ttl === null) return null;
  const given = typeof ttl === 'object' ? (ttl as { unit?: unknown; value?: unknown }) : {}; // an object of unknown fields, each checked below
  const unit = typeof given.unit === 'string' ? ttlUnits[given.unit] : undefined;
  if (unit === undefined || typeof given.value !== 'number' || !(given.value > 0)) {
    throw badRequest('INVALID_TTL', 'ttl must be {unit: SECONDS | MINUTES | HOURS | DAYS, value: a number above 0}.');
  }
  if (unit * given.value > maxTtlMs) throw badRequest('INVALID_TTL', 'ttl is at most one year.');
  return unit * given.value;
}

export function checkLimit(limit: unknown): number {
  if (limit === undefined || limit === null) return defaultQueryLimit;
  if (typeof limit === 'number' && Number.isInteger(limit) && limit >= 1 && limit <= maxQueryLimit) return limit;
  throw badRequest('INVALID_LIMIT', `limit must be between 1 and ${maxQueryLimit}.`);
}

/** Whole 10-KB units that so many bytes cost; nothing is free. */
export const unitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / unitBytes));
