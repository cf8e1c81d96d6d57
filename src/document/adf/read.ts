import type { BodyInput, ReadBody } from '../reading';
import { readBlocks } from './blocks';
import { readLine } from './inline';
import { parseAdf } from './node';
import type { Reading } from './reading';

/** An ADF body (JSON in text) as blocks. Never throws; what is no ADF gives no blocks and a warning. */
export function readAdf(value: string, input: BodyInput, storage: Reading['storage']): ReadBody {
  const shownTasks = new Set<string>();
  const document = parseAdf(value);
  if (document === null) {
    input.warnings.add('malformed-markup', 'adf');
    return { blocks: [], shownTasks };
  }
  const reading: Reading = {
    references: input.references,
    warnings: input.warnings,
    shownTasks,
    taskNote: input.taskNote ?? (() => ''),
    blocks: (nodes) => readBlocks(nodes, reading),
    line: (nodes, marks) => readLine(nodes, reading, marks),
    storage,
  };
  return { blocks: readBlocks([document], reading), shownTasks };
}
