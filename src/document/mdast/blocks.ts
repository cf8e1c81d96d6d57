import type { BlockContent, Blockquote, Heading, List, ListItem, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { type Atom, clean, linesOf, nodeAtom, phrasing, textAtom, wellFormed, without } from './phrasing';

/** The blocks that both front ends build, each in the one form that it has in a document. */

export type Block = RootContent;

/** A paragraph for each run of lines; none for text without visible characters. */
export function paragraphs(atoms: readonly Atom[]): Paragraph[] {
  const made: Paragraph[] = [];
  for (const line of linesOf(atoms)) {
    const children = phrasing(line);
    if (children.length > 0) made.push({ type: 'paragraph', children });
  }
  return made;
}

export function textParagraph(text: string): Paragraph[] {
  return paragraphs([textAtom(text)]);
}

/** A paragraph in bold: the title of a panel, an expand, a tab. */
export function title(text: string): Paragraph[] {
  const children = phrasing([textAtom(text)]);
  return children.length === 0 ? [] : [{ type: 'paragraph', children: [{ type: 'strong', children }] }];
}

/** A heading is one line, and bold already: breaks become spaces, and strong text in it loses its mark. */
export function heading(level: number, atoms: readonly Atom[]): Heading[] {
  const line = atoms.map((atom) => (atom.node?.type === 'break' ? textAtom(' ', atom.marks) : { ...atom, marks: atom.marks & ~4 }));
  const children = phrasing(line);
  const depth = Math.min(6, Math.max(1, Math.trunc(level) || 1)) as Heading['depth']; // 1 to 6 by the two lines of arithmetic
  return children.length === 0 ? [] : [{ type: 'heading', depth, children }];
}

export function quote(children: readonly Block[]): Blockquote[] {
  // A quote holds any block; mdast's type leaves out only nodes that no reader here makes.
  return children.length === 0 ? [] : [{ type: 'blockquote', children: children as BlockContent[] }];
}

export type CalloutKind = 'NOTE' | 'TIP' | 'IMPORTANT' | 'WARNING' | 'CAUTION';

/** GitHub's alert: a quote whose first line is `[!KIND]`; the title, if any, is the next line, in bold. */
export function callout(kind: CalloutKind, titleText: string, body: readonly Block[]): Blockquote[] {
  const marker: PhrasingContent = { type: 'text', value: `[!${kind}]` };
  const [titleParagraph] = title(titleText);
  const [first, ...rest] = body;
  if (titleParagraph !== undefined) return quote([withMarker(marker, titleParagraph), ...body]);
  if (first?.type === 'paragraph') return quote([withMarker(marker, first), ...rest]);
  return body.length === 0 ? [] : quote([{ type: 'paragraph', children: [marker] }, ...body]);
}

function withMarker(marker: PhrasingContent, paragraph: Paragraph): Paragraph {
  const [first, ...rest] = paragraph.children;
  const opening = marker.type === 'text' ? `${marker.value}\n` : '\n';
  if (first?.type === 'text') return { type: 'paragraph', children: [{ type: 'text', value: opening + first.value }, ...rest] };
  return { type: 'paragraph', children: [{ type: 'text', value: opening }, ...paragraph.children] };
}

export function codeBlock(value: string, language: string, titleText = ''): Block[] {
  const text = wellFormed(value.replace(/\r\n?/g, '\n')).replaceAll('\0', '').replace(/^\n+/, '').trimEnd();
  const lang = language
    .trim()
    .slice(0, 40)
    .replace(/[^\w+#.-]+/g, '-');
  return [...title(titleText), { type: 'code', lang: lang === '' ? null : lang, value: text }];
}

const lineBreak: PhrasingContent = { type: 'html', value: '<br>' };

function flattenList(list: Extract<Block, { type: 'list' }>, depth: number): PhrasingContent[][] {
  const indent = '  '.repeat(depth);
  return list.children.flatMap((item, index) => {
    const marker =
      typeof item.checked === 'boolean' ? (item.checked ? '[x] ' : '[ ] ') : list.ordered ? `${(list.start ?? 1) + index}. ` : '- ';
    const lines = item.children.flatMap((child) => (child.type === 'list' ? flattenList(child, depth + 1) : flattenBlock(child)));
    const [first, ...rest] = lines;
    return [[{ type: 'text' as const, value: indent + marker }, ...(first ?? [])], ...rest];
  });
}

function flattenBlock(block: Block): PhrasingContent[][] {
  switch (block.type) {
    case 'paragraph':
      return splitAtNewlines(block.children);
    case 'heading':
      return [[{ type: 'strong', children: without('strong', block.children) }]];
    case 'list':
      return flattenList(block, 0);
    case 'code':
      return block.value.split('\n').map((text) => (text.trim() === '' ? [] : [{ type: 'inlineCode' as const, value: text }]));
    case 'blockquote':
      return block.children.flatMap(flattenBlock);
    case 'table':
      return block.children
        .filter((row) => row.children.some((cell) => cell.children.length > 0))
        .map((row) =>
          row.children.flatMap((cell, index) =>
            index === 0 ? cell.children : [{ type: 'text' as const, value: ' | ' }, ...cell.children],
          ),
        );
    default:
      return [];
  }
}

/** The marker of a callout stands on a line of its own, which a cell does not have. */
function splitAtNewlines(children: readonly PhrasingContent[]): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]];
  for (const node of children) {
    if (node.type === 'break') lines.push([]);
    else if (node.type === 'text' && node.value.includes('\n')) {
      node.value.split('\n').forEach((value, index) => {
        if (index > 0) lines.push([]);
        if (value !== '') lines[lines.length - 1]?.push({ type: 'text', value });
      });
    } else lines[lines.length - 1]?.push(node);
  }
  return lines;
}

function mergeTexts(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const merged: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = merged[merged.length - 1];
    if (node.type === 'text' && last?.type === 'text') merged[merged.length - 1] = { type: 'text', value: last.value + node.value };
    else merged.push(node);
  }
  return merged;
}

/** Blocks where there is one line only (a table cell, a macro in a paragraph): GFM has no other way than `<br>`. */
export function flatten(blocks: readonly Block[]): PhrasingContent[] {
  const lines = blocks.flatMap(flattenBlock);
  while (lines.length > 0 && lines[lines.length - 1]?.length === 0) lines.pop();
  return mergeTexts(lines.flatMap((line, index) => (index === 0 ? line : [lineBreak, ...line])));
}

export function flattenToAtoms(blocks: readonly Block[]): Atom[] {
  return flatten(blocks).map((node) => (node.type === 'text' ? textAtom(node.value) : nodeAtom(node)));
}

/** The text of blocks without any markup. */
export function visibleText(nodes: readonly (Block | PhrasingContent)[]): string {
  let text = '';
  const rest: unknown[] = [...nodes].reverse();
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    const any = node as { value?: string; children?: unknown[] }; // every mdast node is a literal or a parent
    if (any.value !== undefined) text += any.value;
    else for (const child of [...(any.children ?? [])].reverse()) rest.push(child);
  }
  return text;
}

export function item(children: readonly Block[], checked: boolean | null = null): ListItem {
  // A list item holds any block; mdast's type leaves out only nodes that no reader here makes.
  return { type: 'listItem', spread: false, checked, children: children as ListItem['children'] };
}

function startingWith(text: string, blocks: readonly Block[]): Block[] {
  const [first, ...rest] = blocks;
  if (first?.type !== 'paragraph') return [{ type: 'paragraph', children: [{ type: 'text', value: text }] }, ...blocks];
  return [{ type: 'paragraph', children: mergeTexts([{ type: 'text', value: `${text} ` }, ...first.children]) }, ...rest];
}

/**
 * A list of items; none for no items. `start` makes it an ordered one. Items without content are left out of bullets: nested ones are
 * written as `- - -`, which is a thematic break. Numbers stay, for the sake of those after them.
 */
export function listOf(all: readonly ListItem[], start: number | null = null): List[] {
  const items = start === null || all.every((one) => one.children.length === 0) ? all.filter((one) => one.children.length > 0) : all;
  return items.length === 0 ? [] : [{ type: 'list', ordered: start !== null, spread: false, start, children: [...items] }];
}

/** A decision, named as such: GFM has no mark for it. */
export function decisionItem(blocks: readonly Block[]): ListItem {
  return item(startingWith('Decision:', blocks));
}

/**
 * A task with its box; `note` is asked what to add to the text that is shown. Null for a task without any text: there is nothing to read,
 * and GFM takes a box without text for the text `[ ]`.
 */
export function taskItem(blocks: readonly Block[], done: boolean, note: (shown: string) => string): ListItem | null {
  const added = note(visibleText(blocks));
  const [first, ...rest] = blocks;
  if (first?.type === 'paragraph') {
    const children = added === '' ? first.children : mergeTexts([...first.children, { type: 'text', value: ` ${added}` }]);
    return item([{ type: 'paragraph', children }, ...rest], done);
  }
  if (blocks.length === 0 && added === '') return null;
  return item([...textParagraph(added === '' ? '…' : added), ...blocks], done);
}

/** A picture; `alt` is text from outside and may hold anything. */
export function image(url: string, alt: string): PhrasingContent {
  return { type: 'image', url, alt: clean(alt).replace(/\s+/g, ' ').trim(), title: null };
}
