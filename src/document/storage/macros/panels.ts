import { type Block, type CalloutKind, callout, quote, title } from '../../mdast/blocks';
import { type BlockMacro, bodyOf } from './kinds';

function panel(kind: CalloutKind): BlockMacro {
  return (macro, reading, style) => callout(kind, macro.parameter('title'), bodyOf(macro, reading, style));
}

/** A box with a title (panel, expand): a quote that begins with the title in bold. */
const box: BlockMacro = (macro, reading, style) =>
  quote([...title(macro.parameter('title') || macro.parameter('')), ...bodyOf(macro, reading, style)]);

/** A part of a page with a name (a tab): the name in bold, then the part. */
const section: BlockMacro = (macro, reading, style) => {
  const name = macro.parameter('title') || macro.parameter('name') || macro.parameter('label') || macro.parameter('tabtitle');
  const body: Block[] = bodyOf(macro, reading, style);
  return [...title(name), ...body];
};

export const panelMacros: Readonly<Record<string, BlockMacro>> = {
  info: panel('NOTE'),
  tip: panel('TIP'),
  success: panel('TIP'),
  note: panel('WARNING'),
  warning: panel('CAUTION'),
  error: panel('CAUTION'),
  panel: box,
  'panel-macro': box,
  expand: box,
  'ui-expand': box,
  'expand-macro': box,
  localtab: section,
  'ui-tab': section,
  tab: section,
  'tab-pane': section,
  card: section,
  'accordion-item': section,
  'ui-step': section,
  'aura-tab': section,
  auitab: section,
  'horizontal-nav-page': section,
  quote: (macro, reading, style) => quote(bodyOf(macro, reading, style)),
  blockquote: (macro, reading, style) => quote(bodyOf(macro, reading, style)),
};
