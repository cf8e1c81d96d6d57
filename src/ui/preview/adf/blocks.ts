import type { List, ListItem, RootContent, Table } from 'mdast';
import { alertOf } from './alerts';
import { inline } from './inline';
import { type AdfNode, paragraph, textNode } from './nodes';

/** Where blocks stand: the format takes fewer kinds of them inside others. What does not fit stays, as plain paragraphs. */
export type Place = 'document' | 'panel' | 'quote' | 'item';

export interface Reading {
  /** What the nodes' positions are in. */
  source: string;
  /** The level that a heading of this depth has here. */
  level(depth: number): number;
}

export const blocks = (nodes: readonly RootContent[], place: Place, reading: Reading): AdfNode[] =>
  nodes.flatMap((node) => block(node, place, reading));

function block(node: RootContent, place: Place, reading: Reading): AdfNode[] {
  switch (node.type) {
    case 'paragraph':
      return [paragraph(inline(node.children))];
    case 'heading':
      if (place !== 'document') return [paragraph(inline(node.children, [{ type: 'strong' }]))];
      return [{ type: 'heading', attrs: { level: reading.level(node.depth) }, content: inline(node.children) }];
    case 'code':
      return [{ type: 'codeBlock', ...(node.lang ? { attrs: { language: node.lang } } : {}), content: textNode(node.value) }];
    case 'thematicBreak':
      return place === 'document' || place === 'panel' ? [{ type: 'rule' }] : [];
    case 'list':
      return [listNode(node, reading)];
    case 'blockquote':
      return quote(node, place, reading);
    case 'table':
      return place === 'document' ? [tableNode(node)] : rowsAsText(node);
    case 'html':
      return [paragraph(textNode(node.value, [{ type: 'code' }]))];
    case 'footnoteDefinition':
      return [paragraph(textNode(`${node.label ?? node.identifier}:`, [{ type: 'strong' }])), ...blocks(node.children, place, reading)];
    default:
      return [];
  }
}

function quote(node: Extract<RootContent, { type: 'blockquote' }>, place: Place, reading: Reading): AdfNode[] {
  const alert = alertOf(node, reading.source);
  const title = alert ? [paragraph(textNode(alert.title, [{ type: 'strong' }]))] : [];
  const children = alert?.children ?? node.children;
  if (place !== 'document') return [...title, ...blocks(children, place, reading)];
  if (alert) return [{ type: 'panel', attrs: { panelType: alert.panelType }, content: [...title, ...blocks(children, 'panel', reading)] }];
  const content = blocks(children, 'quote', reading);
  return content.length > 0 ? [{ type: 'blockquote', content }] : [];
}

function listNode(list: List, reading: Reading): AdfNode {
  const content = list.children.map((item) => itemNode(item, reading));
  return list.ordered ? { type: 'orderedList', attrs: { order: list.start ?? 1 }, content } : { type: 'bulletList', content };
}

/** A box is a sign in the text: a task of the format's own could be ticked, and nothing would come of it. */
function itemNode({ checked, children }: ListItem, reading: Reading): AdfNode {
  const box = typeof checked === 'boolean' ? textNode(checked ? '☑ ' : '☐ ') : [];
  const [first, ...rest] = blocks(children, 'item', reading);
  if (first?.type === 'paragraph') return { type: 'listItem', content: [paragraph([...box, ...(first.content ?? [])]), ...rest] };
  // An item begins with a paragraph or with code.
  const opening = first?.type === 'codeBlock' && box.length === 0 ? [] : [paragraph(box)];
  return { type: 'listItem', content: [...opening, ...(first ? [first] : []), ...rest] };
}

function tableNode({ children }: Table): AdfNode {
  const width = Math.max(1, ...children.map((row) => row.children.length));
  return {
    type: 'table',
    attrs: { isNumberColumnEnabled: false, layout: 'default' },
    content: children.map((row, at) => ({
      type: 'tableRow',
      content: Array.from({ length: width }, (_, column) => ({
        type: at === 0 ? 'tableHeader' : 'tableCell',
        content: [paragraph(inline(row.children[column]?.children ?? []))],
      })),
    })),
  };
}

const rowsAsText = ({ children }: Table): AdfNode[] =>
  children.map((row, at) =>
    paragraph(
      row.children.flatMap((cell, column) => [
        ...(column === 0 ? [] : textNode(' | ')),
        ...inline(cell.children, at === 0 ? [{ type: 'strong' }] : []),
      ]),
    ),
  );
