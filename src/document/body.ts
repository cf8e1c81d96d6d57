import type { Body } from '../content';
import { readAdf } from './adf/read';
import type { BodyInput, ReadBody } from './reading';
import { readStorage } from './storage/read';

/** A body of either format as blocks. An empty one, where Confluence gave nothing, is warned of. */
export function readBody(body: Body, input: BodyInput): ReadBody {
  if (body.value.trim() === '') {
    input.warnings.add('empty-body', body.format);
    return { blocks: [], shownTasks: new Set() };
  }
  if (body.format === 'storage') return readStorage(body.value, input);
  return readAdf(body.value, input, (markup) => readStorage(markup, input).blocks);
}
