import { type Block, codeBlock } from '../mdast/blocks';
import type { Atom } from '../mdast/phrasing';
import type { References } from '../references';
import type { Warnings } from '../warnings';

/** The outer world of a reader: what names lead to, and where losses are reported. */
export interface World {
  references: References;
  warnings: Warnings;
  /** What an include of a page shows (of its excerpt of that name, where `excerpt` is not null); null where it is not known. */
  included(page: PageName, excerpt: string | null): Block[] | null;
}

/** A page as a macro names it. `spaceKey` is null for the space that the naming page is in. */
export interface PageName {
  title: string;
  spaceKey: string | null;
}

/** What a reference leads to: an address if one is known, and what to show where there is no other text. */
export interface Target {
  url: string | null;
  label: string;
  page?: PageName;
}

/** A macro of storage format, or an extension of ADF: the same macro read from either gives the same blocks. */
export interface Macro {
  /** Lower case. */
  name: string;
  /** What to call it where nothing else can be shown. */
  label: string;
  /** Text of a parameter; '' where it is absent. */
  parameter(name: string): string;
  /** What a parameter's reference leads to (a page, a file, an address); null where it holds none. */
  target(name: string): Target | null;
  /** The account id that a parameter holds; '' for none. */
  accountId(name: string): string;
  /** The text of a plain body; null if the macro has none. */
  text: string | null;
  /** The rich body, as blocks or as one line; null if the macro has none. */
  blocks(): Block[] | null;
  line(): Atom[] | null;
}

export type BlockMacro = (macro: Macro, world: World) => Block[];
/** `marks` is what the text around the macro is marked with. */
export type InlineMacro = (macro: Macro, world: World, marks: number) => Atom[];

/** The blocks of a macro's body, whichever kind it has; a plain body is shown as it stands. */
export const bodyOf: BlockMacro = (macro) => {
  const blocks = macro.blocks();
  if (blocks !== null) return blocks;
  return macro.text === null || macro.text.trim() === '' ? [] : codeBlock(macro.text, '');
};
