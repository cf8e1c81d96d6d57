import type { ListItem } from 'mdast';
import { type Block, callout, decisionItem, listOf, quote, textParagraph, title } from '../mdast/blocks';
import { adfPanels } from '../mdast/panels';
import { attributeOf, childOf, childrenOf, find, type Reading, type Style, textOf } from './reading';
import type { Element } from './scan';

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
      return listOf(decisions(node, reading, style));
    case 'expand':
    case 'nested-expand':
      return quote([...title(attribute(node, 'title')), ...body()]);
    default: {
      const blocks = body();
      if (blocks.length > 0 || attribute(node, 'extension-key') === '') return blocks;
      // An app's macro whose body is the app's own affair.
      const name =
        attribute(node, 'text') || attribute(node, 'extension-title') || (attribute(node, 'extension-key').split('/').pop() ?? '');
      reading.warnings.add('unknown-macro', name);
      return textParagraph(`[macro: ${name}]`);
    }
  }
}

function decisions(list: Element, reading: Reading, style: Style): ListItem[] {
  return childrenOf(list, 'ac:adf-node').map((node) => {
    const blocks = childrenOf(node, 'ac:adf-content').flatMap((content) => reading.blocks(content.children, style));
    return decisionItem(blocks);
  });
}

/** `ac:adf-extension`: what storage format has no element for. Its content once; the fallback says the same again. */
export function readAdfExtension(element: Element, reading: Reading, style: Style): Block[] {
  if (element.name === 'ac:adf-node') return readNode(element, reading, style);
  const fallback = childOf(element, 'ac:adf-fallback') ?? find(element.children, (candidate) => candidate.name === 'ac:adf-fallback');
  const nodes = childrenOf(element, 'ac:adf-node');
  const content = childrenOf(element, 'ac:adf-content');
  const hasContent = content.length > 0 || find(nodes, (candidate) => candidate.name === 'ac:adf-content') !== null;
  if (!hasContent && fallback !== null) {
    const shown = reading.blocks(fallback.children, style);
    if (shown.length > 0) return shown;
  }
  return [...nodes.flatMap((node) => readNode(node, reading, style)), ...content.flatMap((child) => reading.blocks(child.children, style))];
}
