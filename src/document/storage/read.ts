import type { Block } from '../mdast/blocks';
import type { References } from '../references';
import type { Warnings } from '../warnings';
import { readBlocks } from './blocks';
import { readLine } from './inline';
import { plain, type Reading } from './reading';
import { scan } from './scan';

export interface StorageInput {
  references: References;
  warnings: Warnings;
  taskNote?: (localId: string, shown: string) => string;
}

export interface Read {
  blocks: Block[];
  shownTasks: Set<string>;
}

/** A storage body as blocks. Never throws; time and memory grow with the length of the body. */
export function readStorage(value: string, input: StorageInput): Read {
  const { children, malformed } = scan(value);
  if (malformed > 0) input.warnings.add('malformed-markup', 'storage', malformed);
  const reading: Reading = {
    references: input.references,
    warnings: input.warnings,
    shownTasks: new Set(),
    taskNote: input.taskNote ?? (() => ''),
    blocks: (nodes, style) => readBlocks(nodes, reading, style),
    line: (nodes, style) => readLine(nodes, reading, style),
  };
  return { blocks: readBlocks(children, reading, plain), shownTasks: reading.shownTasks };
}
