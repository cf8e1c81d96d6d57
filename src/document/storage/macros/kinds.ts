import type { Block } from '../../mdast/blocks';
import type { Atom } from '../../mdast/phrasing';
import type { Macro } from '../macro';
import type { Reading, Style } from '../reading';

export type BlockMacro = (macro: Macro, reading: Reading, style: Style) => Block[];
export type InlineMacro = (macro: Macro, reading: Reading, style: Style) => Atom[];

/** The blocks of a macro's body, whichever kind it has; a plain body is shown as it stands. */
export const bodyOf: BlockMacro = (macro, reading, style) => {
  if (macro.body !== null) return reading.blocks(macro.body, style);
  return macro.text === null || macro.text.trim() === '' ? [] : [{ type: 'code', lang: null, value: macro.text.replace(/^\n+|\s+$/g, '') }];
};
