import { type Block, type CalloutKind, callout, quote, title } from '../mdast/blocks';
import { type BlockMacro, bodyOf } from './macro';

function panel(kind: CalloutKind): BlockMacro {
  return (macro, world) => callout(kind, macro.parameter('title'), bodyOf(macro, world));
}

/** A box with a title (panel, expand): a quote that begins with the title in bold. */
const box: BlockMacro = (macro, world) => quote([...title(macro.parameter('title') || macro.parameter('')), ...bodyOf(macro, world)]);

/** A part of a page with a name (a tab): the name in bold, then the part. */
const section: BlockMacro = (macro, world) => {
  const name = macro.parameter('title') || macro.parameter('name') || macro.parameter('label') || macro.parameter('tabtitle');
  const body: Block[] = bodyOf(macro, world);
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
  quote: (macro, world) => quote(bodyOf(macro, world)),
  blockquote: (macro, world) => quote(bodyOf(macro, world)),
};
