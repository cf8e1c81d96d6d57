import type { Block } from '../mdast/blocks';
import type { BodyInput, ReadBody } from '../reading';
import { collect, readBlocks } from './blocks';
import { readLine } from './inline';
import { macroName, macroOf } from './macro';
import { findAll, plain, type Reading } from './reading';
import { type Element, scan } from './scan';

function readingOf(input: BodyInput): Reading {
  const reading: Reading = {
    references: input.references,
    warnings: input.warnings,
    included: input.included ?? (() => null),
    shownTasks: new Set(),
    taskNote: input.taskNote ?? (() => ''),
    blocks: (nodes, style) => readBlocks(nodes, reading, style),
    line: (nodes, style) => readLine(nodes, reading, style),
  };
  return reading;
}

/** The excerpt of a storage body: the one of that name, else the first. Null where there is none. */
export function readStorageExcerpt(value: string, name: string, input: BodyInput): Block[] | null {
  const excerpts: Element[] = [];
  scan(value, (node) => {
    for (const found of findAll([node], (element) => element.name === 'ac:structured-macro' && macroName(element) === 'excerpt'))
      excerpts.push(found);
  });
  const reading = readingOf(input);
  const macros = excerpts.map((element) => macroOf(element, reading, plain));
  const macro = macros.find((one) => name !== '' && one.parameter('name') === name) ?? macros[0];
  return macro?.blocks() ?? null;
}

/** A storage body as blocks. Never throws; time and memory grow with the length of the body. */
export function readStorage(value: string, input: BodyInput): ReadBody {
  const reading = readingOf(input);
  const collected = collect(reading, plain);
  const malformed = scan(value, collected.add);
  if (malformed > 0) input.warnings.add('malformed-markup', 'storage', malformed);
  return { blocks: collected.end(), shownTasks: reading.shownTasks };
}
