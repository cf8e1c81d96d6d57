import type { Body } from '../content';
import { type Read, readStorage, type StorageInput } from './storage/read';

/** A body of either format as blocks. An empty one, where Confluence gave nothing, is warned of. */
export function readBody(body: Body, input: StorageInput): Read {
  if (body.value.trim() === '') input.warnings.add('empty-body', body.format);
  return readStorage(body.value, input);
}
