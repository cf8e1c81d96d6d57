import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { blocks } from './blocks';
import type { AdfNode } from './nodes';

export type { AdfNode } from './nodes';

const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/;
/** The dialog's title is an h1, and the file's name an h2. */
const FIRST_LEVEL = 3;
const LAST_LEVEL = 6;

export interface Rendered {
  /** The fields before the text, as they stand. Null: none. */
  front: string | null;
  document: { type: 'doc'; version: 1; content: AdfNode[] };
}

/** A file's Markdown as the document that it means. */
export function render(markdown: string): Rendered {
  const matter = FRONT_MATTER.exec(markdown);
  const source = matter ? markdown.slice(matter[0].length) : markdown;
  const tree = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const content = blocks(tree.children, 'document', { source, level: levels() });
  return { front: matter?.[1] ?? null, document: { type: 'doc', version: 1, content } };
}

/** By how deep a heading is nested, since a part of a document may begin with a level of its own or leave one out. */
function levels(): (depth: number) => number {
  const above: number[] = [];
  return (depth) => {
    while ((above.at(-1) ?? 0) >= depth) above.pop();
    above.push(depth);
    return Math.min(LAST_LEVEL, FIRST_LEVEL + above.length - 1);
  };
}
