import type { Block } from '../mdast/blocks';
import type { BodyInput, ReadBody } from '../reading';
import { readBlocks } from './blocks';
import { readLine } from './inline';
import { macroOf } from './macro';
import { type AdfNode, attribute, parseAdf } from './node';
import type { Reading } from './reading';

function readingOf(input: BodyInput, shownTasks: Set<string>, storage: Reading['storage']): Reading {
  const reading: Reading = {
    references: input.references,
    warnings: input.warnings,
    included: input.included ?? (() => null),
    shownTasks,
    taskNote: input.taskNote ?? (() => ''),
    blocks: (nodes) => readBlocks(nodes, reading),
    line: (nodes, marks) => readLine(nodes, reading, marks),
    storage,
  };
  return reading;
}

/** The excerpt of an ADF body, as of a storage body. */
export function readAdfExcerpt(value: string, name: string, input: BodyInput, storage: Reading['storage']): Block[] | null {
  const document = parseAdf(value);
  if (document === null) return null;
  const found: AdfNode[] = [];
  const rest: AdfNode[] = [document];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (attribute(node, 'extensionKey') === 'excerpt') found.push(node);
    else for (let index = node.content.length - 1; index >= 0; index--) rest.push(node.content[index] as AdfNode); // index is in range
  }
  const macros = found.map((node) => macroOf(node, readingOf(input, new Set(), storage)));
  const macro = macros.find((one) => name !== '' && one.parameter('name') === name) ?? macros[0];
  return macro?.blocks() ?? null;
}

/** An ADF body (JSON in text) as blocks. Never throws; what is no ADF gives no blocks and a warning. */
export function readAdf(value: string, input: BodyInput, storage: Reading['storage']): ReadBody {
  const shownTasks = new Set<string>();
  const document = parseAdf(value);
  if (document === null) {
    input.warnings.add('malformed-markup', 'adf');
    return { blocks: [], shownTasks };
  }
  const reading = readingOf(input, shownTasks, storage);
  return { blocks: readBlocks([document], reading), shownTasks };
}
