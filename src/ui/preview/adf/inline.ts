import type { PhrasingContent } from 'mdast';
import { type AdfMark, type AdfNode, textNode } from './nodes';

/** What the app writes as HTML, since Markdown has no sign for it. */
const TAG = /^<(sub|sup|code)>$/;
const tagMarks: Record<string, AdfMark> = {
  sub: { type: 'subsup', attrs: { type: 'sub' } },
  sup: { type: 'subsup', attrs: { type: 'sup' } },
  code: { type: 'code' },
};

/** Text with its marks. HTML that is not the app's own is shown as the text that it is. */
export function inline(nodes: readonly PhrasingContent[], marks: readonly AdfMark[] = []): AdfNode[] {
  const made: AdfNode[] = [];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (!node) continue;
    const tag = node.type === 'html' ? TAG.exec(node.value)?.[1] : undefined;
    const end = tag === undefined ? -1 : nodes.findIndex((one, i) => i > at && one.type === 'html' && one.value === `</${tag}>`);
    const mark = tagMarks[tag ?? ''];
    if (mark && end > at) {
      made.push(...inline(nodes.slice(at + 1, end), [...marks, mark]));
      at = end;
    } else made.push(...one(node, marks));
  }
  return made;
}

function one(node: PhrasingContent, marks: readonly AdfMark[]): AdfNode[] {
  switch (node.type) {
    case 'text':
      return textNode(node.value.replaceAll('\n', ' '), marks);
    case 'strong':
      return inline(node.children, [...marks, { type: 'strong' }]);
    case 'emphasis':
      return inline(node.children, [...marks, { type: 'em' }]);
    case 'delete':
      return inline(node.children, [...marks, { type: 'strike' }]);
    case 'inlineCode':
      return textNode(node.value, [...marks, { type: 'code' }]);
    case 'break':
      return [{ type: 'hardBreak' }];
    case 'html':
      return node.value === '<br>' ? [{ type: 'hardBreak' }] : textNode(node.value, [...marks, { type: 'code' }]);
    case 'link':
      return inline(node.children, isAddress(node.url) ? [...marks, { type: 'link', attrs: { href: node.url } }] : marks);
    case 'image':
      // The repository holds no pictures, and none is fetched from elsewhere.
      return textNode(`Image: ${node.alt || node.url}`, [...marks, { type: 'em' }]);
    case 'footnoteReference':
      return textNode(node.label ?? node.identifier, [...marks, { type: 'subsup', attrs: { type: 'sup' } }]);
    default:
      return 'children' in node ? inline(node.children, marks) : [];
  }
}

/** A path in the repository leads nowhere from Confluence. */
const isAddress = (url: string): boolean => /^(https?:|mailto:)/i.test(url);
