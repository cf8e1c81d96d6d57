import type { Body } from '../content';
import { readAdf, readAdfExcerpt } from './adf/read';
import type { Block } from './mdast/blocks';
import type { BodyInput, ReadBody } from './reading';
import { readStorage, readStorageExcerpt } from './storage/read';

/** A body of either format as blocks. An empty one, where Confluence gave nothing, is warned of. */
export function readBody(body: Body, input: BodyInput): ReadBody {
  if (body.value.trim() === '') {
    input.warnings.add('empty-body', body.format);
    return { blocks: [], shownTasks: new Set() };
  }
  if (body.format === 'storage') return readStorage(body.value, input);
  return readAdf(body.value, input, (markup) => readStorage(markup, input).blocks);
}

/** The excerpt of a body: the one of that name, else the first; null where it has none. */
export function readExcerpt(body: Body, name: string, input: BodyInput): Block[] | null {
  if (body.format === 'storage') return readStorageExcerpt(body.value, name, input);
  return readAdfExcerpt(body.value, name, input, (markup) => readStorage(markup, input).blocks);
}
