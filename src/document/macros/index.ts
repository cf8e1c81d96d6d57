import { type Block, codeBlock, textParagraph } from '../mdast/blocks';
import { type Atom, textAtom } from '../mdast/phrasing';
import { codeMacros, inlineCodeMacros } from './code';
import { type BlockMacro, bodyOf, type InlineMacro, type Macro, type World } from './macro';
import { panelMacros } from './panels';
import { drawingMacros, includeMacros, referenceMacros } from './references';
import { roadmap } from './roadmap';

const dropped: InlineMacro = () => [];

/**
 * Navigation: lists that Confluence makes of other pages, and furniture. They change when other pages change, an agent finds those pages
 * in the repository itself, and the body holds nothing of them.
 */
const navigation =
  'toc children pagetree pagetreesearch livesearch search recently-updated recently-updated-dashboard contentbylabel content-by-label navmap ' +
  'breadcrumbs index blog-posts space-index spaces space-details popular-labels related-labels labels listlabels contributors ' +
  'contributors-summary change-history changes userlister recent-contributors favpages content-report-table space-attachments ' +
  'page-tree create-space-button add-page anchor page-index pageviews like-button clear divider-macro numberedheadings-settings';

/** Macros that only arrange their body, or mark it for use elsewhere: the body is all that a reader sees. */
const transparent =
  'excerpt details section column toc-zone localtabgroup ui-tabs tabs tab-group deck cards div span center align alignment style-text numberedheadings page-info ui-steps html-wrap multiexcerpt multiexcerpt-macro scroll-only scroll-ignore scroll-pagetitle table-filter table-joiner pivot-table table-chart chart details-macro excerpt-macro';

function each<T>(names: string, value: T): Record<string, T> {
  return Object.fromEntries(names.split(' ').map((name) => [name, value]));
}

// Null prototypes: a macro may be called `constructor`.
export const blockMacros: Readonly<Record<string, BlockMacro | undefined>> = Object.assign(
  Object.create(null),
  each(transparent, bodyOf),
  panelMacros,
  codeMacros,
  drawingMacros,
  includeMacros,
  { roadmap },
);

export const inlineMacros: Readonly<Record<string, InlineMacro | undefined>> = Object.assign(
  Object.create(null),
  each(navigation, dropped),
  inlineCodeMacros,
  referenceMacros,
);

/** True for a macro that makes blocks; false for one that stands in a line of text. `hasBlock`: whether blocks are in its body. */
export function isBlockMacro(name: string, hasBlock: boolean): boolean {
  return inlineMacros[name] === undefined && (hasBlock || blockMacros[name] !== undefined);
}

function mark(macro: Macro): string {
  return `[macro: ${macro.label}]`;
}

/** A macro as blocks. Of an unknown one the body; a visible mark where there is none. */
export function macroBlocks(macro: Macro, world: World): Block[] {
  const known = blockMacros[macro.name];
  if (known !== undefined) return known(macro, world);
  world.warnings.add('unknown-macro', macro.name);
  if (macro.text !== null && macro.text.trim() !== '') return codeBlock(macro.text, '', macro.parameter('title'));
  const body = bodyOf(macro, world);
  return body.length > 0 ? body : textParagraph(mark(macro));
}

/** A macro in a line of text. Of an unknown one the text of its body; a visible mark where there is none. */
export function macroLine(macro: Macro, world: World, marks: number): Atom[] {
  const known = inlineMacros[macro.name];
  if (known !== undefined) return known(macro, world, marks);
  world.warnings.add('unknown-macro', macro.name);
  const text = macro.line() ?? [];
  return text.length > 0 ? text : [textAtom(mark(macro), marks)];
}
