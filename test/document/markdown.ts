import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { write } from '../../src/document/markdown/write';

/** What a CommonMark and GFM parser reads from a Markdown text. */
export function parse(markdown: string): RootContent[] {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children;
}

/** Parsed and written again: a stable document gives the same bytes. */
export function rewritten(markdown: string): string {
  return write(parse(markdown));
}

const tags = /<\/?(?:br|sub|sup|strong|em|del|code)>/g;

/** The text of a parsed document in reading order, with a space between blocks and the references of our own HTML resolved. */
export function textOf(nodes: readonly RootContent[]): string {
  const parts: string[] = [];
  const visit = (node: RootContent): void => {
    switch (node.type) {
      case 'text':
      case 'inlineCode':
      case 'code':
        parts.push(node.value);
        break;
      case 'html':
        parts.push(
          node.value === '<br>'
            ? ' '
            : node.value.replace(tags, '').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
        );
        break;
      case 'image':
        parts.push(` ${node.alt ?? ''} `);
        break;
      case 'break':
        parts.push(' ');
        break;
      default:
        if ('children' in node) for (const child of node.children) visit(child);
        if (['paragraph', 'heading', 'tableCell', 'listItem'].includes(node.type)) parts.push(' ');
    }
    if (node.type === 'code') parts.push(' ');
  };
  nodes.forEach(visit);
  return parts.join('');
}

export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
