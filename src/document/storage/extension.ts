import { type Block, type CalloutKind, callout, quote, title } from '../mdast/blocks';
import { attributeOf, childOf, childrenOf, find, type Reading, type Style, textOf } from './reading';
import type { Element } from './scan';

/** Panels as ADF calls them. Confluence's own names in storage differ: its `note` is ADF's `warning`, its `warning` ADF's `error`. */
export const adfPanels: Readonly<Record<string, CalloutKind>> = {
  info: 'NOTE',
  note: 'IMPORTANT',
  success: 'TIP',
  tip: 'TIP',
  warning: 'WARNING',
  error: 'CAUTION',
  custom: 'NOTE',
};

function attribute(node: Element, key: string): string {
  const found = childrenOf(node, 'ac:adf-attribute').find((candidate) => attributeOf(candidate, 'key') === key);
  return found === undefined ? '' : textOf(found.children).trim();
}

function readNode(node: Element, reading: Reading, style: Style): Block[] {
  const body = () => [
    ...childrenOf(node, 'ac:adf-content').flatMap((content) => reading.blocks(content.children, style)),
    ...childrenOf(node, 'ac:adf-node').flatMap((inner) => readNode(inner, reading, style)),
  ];
  switch (attributeOf(node, 'type')) {
    case 'panel':
      return callout(adfPanels[attribute(node, 'panel-type')] ?? 'NOTE', '', body());
    case 'decision-list':
      return [{ type: 'list', ordered: false, spread: false, start: null, children: decisions(node, reading, style) }];
    case 'expand':
    case 'nested-expand':
      return quote([...title(attribute(node, 'title')), ...body()]);
    default:
      return body();
  }
}

function decisions(list: Element, reading: Reading, style: Style): Extract<Block, { type: 'list' }>['children'] {
  return childrenOf(list, 'ac:adf-node').map((node) => {
    const blocks = childrenOf(node, 'ac:adf-content').flatMap((content) => reading.blocks(content.children, style));
    return decisionItem(blocks);
  });
}

/** A decision, marked as Confluence does. */
export function decisionItem(blocks: Block[]): Extract<Block, { type: 'list' }>['children'][number] {
  const [first] = blocks;
  const text = { type: 'text' as const, value: 'Decision: ' };
  const children: Block[] =
    first?.type === 'paragraph'
      ? [{ type: 'paragraph', children: [text, ...first.children] }, ...blocks.slice(1)]
      : [{ type: 'paragraph', children: [{ type: 'text', value: 'Decision:' }] }, ...blocks];
  // A list item holds any block; mdast's type leaves out only nodes that no reader here makes.
  return { type: 'listItem', spread: false, checked: null, children: children as never };
}

/** `ac:adf-extension`: what storage format has no element for. Its content once; the fallback says the same again. */
export function readAdfExtension(element: Element, reading: Reading, style: Style): Block[] {
  if (element.name === 'ac:adf-node') return readNode(element, reading, style);
  const nodes = childrenOf(element, 'ac:adf-node');
  const blocks = nodes.flatMap((node) => readNode(node, reading, style));
  const content = childOf(element, 'ac:adf-content');
  if (content !== null) blocks.push(...reading.blocks(content.children, style));
  if (blocks.length > 0) return blocks;
  const fallback = find(element.children, (candidate) => candidate.name === 'ac:adf-fallback');
  const rest = fallback === null ? element.children : fallback.children;
  return reading.blocks(
    rest.filter((child) => child.kind === 'element' || nodes.length === 0),
    style,
  );
}
