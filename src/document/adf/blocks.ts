import type { ListItem } from 'mdast';
import { isBlockMacro, macroBlocks } from '../macros';
import { language } from '../macros/code';
import {
  type Block,
  callout,
  codeBlock,
  decisionItem,
  flatten,
  heading,
  item,
  listOf,
  paragraphs,
  quote,
  taskItem,
  title,
} from '../mdast/blocks';
import { adfPanels } from '../mdast/panels';
import { type Atom, linked, mark, nodeAtom, textAtom } from '../mdast/phrasing';
import { type SourceCell, span, table } from '../mdast/table';
import { macroOf } from './macro';
import { type AdfNode, attribute, attributeRecord, recordIn, textIn, textOf } from './node';
import type { Reading } from './reading';

const inlineTypes = new Set([
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'date',
  'status',
  'placeholder',
  'inlineCard',
  'mediaInline',
  'inlineExtension',
  'image',
  'unsupportedInline',
  'confluenceUnsupportedInline',
]);

function isBlock(node: AdfNode): boolean {
  if (node.type === 'extension' || node.type === 'bodiedExtension') return true;
  return !inlineTypes.has(node.type);
}

function list(node: AdfNode, reading: Reading): Block[] {
  const items: ListItem[] = [];
  for (const child of node.content) {
    const last = items[items.length - 1];
    if (child.type === 'listItem') items.push(item(reading.blocks(child.content)));
    // A list right in a list, which the schema does not allow, belongs to the item before it.
    else if (last !== undefined)
      last.children.push(...(reading.blocks([child]) as ListItem['children'])); // as in `item`
    else items.push(item(reading.blocks([child])));
  }
  if (items.every((listItem) => listItem.children.length === 0)) return [];
  const ordered = node.type === 'orderedList';
  const order = Number.parseInt(attribute(node, 'order'), 10);
  return listOf(items, ordered ? (order >= 0 && order < 1e9 ? order : 1) : null);
}

function tasks(node: AdfNode, reading: Reading): Block[] {
  const items: ListItem[] = [];
  for (const child of node.content) {
    const last = items[items.length - 1];
    if (child.type === 'taskItem' || child.type === 'blockTaskItem') {
      const localId = attribute(child, 'localId');
      if (localId !== '') reading.shownTasks.add(localId);
      const read = taskItem(reading.blocks(child.content), attribute(child, 'state') === 'DONE', (shown) =>
        localId === '' ? '' : reading.taskNote(localId, shown),
      );
      if (read !== null) items.push(read);
    } else if (last !== undefined)
      last.children.push(...(reading.blocks([child]) as ListItem['children'])); // as in `item`
    else items.push(item(reading.blocks([child])));
  }
  return listOf(items);
}

function cells(row: AdfNode, reading: Reading): SourceCell[] {
  return row.content.map((cell) => ({
    children: flatten(reading.blocks(cell.type === 'tableCell' || cell.type === 'tableHeader' ? cell.content : [cell])),
    header: cell.type === 'tableHeader',
    columns: span(cell.attrs.colspan ?? 1),
    rows: span(cell.attrs.rowspan ?? 1),
  }));
}

function mediaSingle(node: AdfNode, reading: Reading): Block[] {
  const atoms: Atom[] = [];
  const link = node.marks.find((own) => own.type === 'link');
  for (const child of node.content) {
    const shown = reading.line(child.type === 'caption' ? child.content : [child], child.type === 'caption' ? mark.emphasis : 0);
    if (child.type === 'caption' && atoms.length > 0) atoms.push(nodeAtom({ type: 'break' }));
    atoms.push(
      ...(link === undefined || child.type === 'caption' ? shown : linked(shown, reading.references.absolute(attribute(link, 'href')))),
    );
  }
  return paragraphs(atoms);
}

/** Atlassian's retired application card: a title with an address, and a text. */
function applicationCard(node: AdfNode, reading: Reading): Block[] {
  const titleText = textIn(attributeRecord(node, 'title'), 'text') || attribute(node, 'text');
  const url = textIn(attributeRecord(node, 'link'), 'url') || textIn(recordIn(attributeRecord(node, 'title'), 'user'), 'url');
  const description = textIn(attributeRecord(node, 'description'), 'text');
  return [
    ...paragraphs(linked([textAtom(titleText)], url === '' ? null : reading.references.absolute(url))),
    ...paragraphs([textAtom(description)]),
  ];
}

function readBlock(node: AdfNode, reading: Reading): Block[] {
  switch (node.type) {
    case 'paragraph':
    case 'caption':
      return node.content.some(isBlock) ? reading.blocks(node.content) : paragraphs(reading.line(node.content, 0));
    case 'heading':
      return heading(Number(node.attrs.level ?? 1), reading.line(node.content, 0));
    case 'bulletList':
    case 'orderedList':
      return list(node, reading);
    case 'taskList':
      return tasks(node, reading);
    case 'taskItem':
    case 'blockTaskItem':
      return tasks({ ...node, content: [node] }, reading);
    case 'decisionList':
      return listOf(node.content.map((child) => decisionItem(reading.blocks(child.content))));
    case 'codeBlock':
      return textOf(node).trim() === '' ? [] : codeBlock(textOf(node), language(attribute(node, 'language')));
    case 'blockquote':
      return quote(reading.blocks(node.content));
    case 'panel':
      return callout(adfPanels[attribute(node, 'panelType')] ?? 'NOTE', '', reading.blocks(node.content));
    case 'expand':
    case 'nestedExpand':
      return quote([...title(attribute(node, 'title')), ...reading.blocks(node.content)]);
    case 'rule':
      return [{ type: 'thematicBreak' }];
    case 'table':
      return table(node.content.map((row) => cells(row.type === 'tableRow' ? row : { ...row, content: [row] }, reading)));
    case 'mediaSingle':
      return mediaSingle(node, reading);
    case 'mediaGroup':
      return node.content.flatMap((child) => paragraphs(reading.line([child], 0)));
    case 'media':
    case 'blockCard':
    case 'embedCard':
      return paragraphs(reading.line([node], 0));
    case 'applicationCard':
      return applicationCard(node, reading);
    case 'extension':
    case 'bodiedExtension':
    case 'multiBodiedExtension': {
      const macro = macroOf(node, reading);
      return isBlockMacro(macro.name, node.content.length > 0) ? macroBlocks(macro, reading) : paragraphs(reading.line([node], 0));
    }
    case 'confluenceJiraIssue':
      return paragraphs([textAtom(attribute(node, 'issueKey'))]);
    default:
      return readOther(node, reading);
  }
}

const transparent = new Set([
  'doc',
  'layoutSection',
  'layoutColumn',
  'extensionFrame',
  'bodiedSyncBlock',
  'listItem',
  'decisionItem',
  'tableRow',
  'tableCell',
  'tableHeader',
  'rowNode',
]);

/** Nodes that only hold others, and those that no one knows: what is inside, or a visible mark. */
function readOther(node: AdfNode, reading: Reading): Block[] {
  if (transparent.has(node.type)) return reading.blocks(node.content);
  const markup = attribute(node, 'cxhtml');
  if (markup !== '') return reading.storage(markup);
  reading.warnings.add('unsupported-node', node.type);
  if (node.content.length > 0) return reading.blocks(node.content);
  const text = attribute(node, 'text') || node.text;
  return paragraphs([textAtom(text === '' ? `[${node.type || 'node'}]` : text)]);
}

/** Reads nodes as blocks: inline nodes between two blocks become a paragraph. */
export function readBlocks(nodes: readonly AdfNode[], reading: Reading): Block[] {
  const blocks: Block[] = [];
  let line: AdfNode[] = [];
  const flush = () => {
    if (line.length > 0) blocks.push(...paragraphs(reading.line(line, 0)));
    line = [];
  };
  for (const node of nodes) {
    if (!isBlock(node)) line.push(node);
    else {
      flush();
      for (const block of readBlock(node, reading)) blocks.push(block);
    }
  }
  flush();
  return blocks;
}
