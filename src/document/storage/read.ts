import type { BodyInput, ReadBody } from '../reading';
import { collect, readBlocks } from './blocks';
import { readLine } from './inline';
import { plain, type Reading } from './reading';
import { scan } from './scan';

/** A storage body as blocks. Never throws; time and memory grow with the length of the body. */
export function readStorage(value: string, input: BodyInput): ReadBody {
  const reading: Reading = {
    references: input.references,
    warnings: input.warnings,
    shownTasks: new Set(),
    taskNote: input.taskNote ?? (() => ''),
    blocks: (nodes, style) => readBlocks(nodes, reading, style),
    line: (nodes, style) => readLine(nodes, reading, style),
  };
  const collected = collect(reading, plain);
  const malformed = scan(value, collected.add);
  if (malformed > 0) input.warnings.add('malformed-markup', 'storage', malformed);
  return { blocks: collected.end(), shownTasks: reading.shownTasks };
}
