import type { PhrasingContent } from 'mdast';
import { splitLiterals } from '../mdast/literals';

/** Code in a line, with a fence longer than any in it. Line breaks in it become spaces. */
export function code(value: string, inTable: boolean): string {
  const text = value.replace(/[\r\n]+/g, ' ');
  let fence = '`';
  if (text.includes('`')) {
    const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
    fence = '`'.repeat(longest + 1);
  }
  const padded = /^`|`$/.test(text) || (text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '') ? ` ${text} ` : text;
  return fence + (inTable ? padded.replaceAll('|', '\\|') : padded) + fence;
}

/** Code that holds `hard`, in which nothing can be escaped, as HTML with ordinary escaped text inside. */
export function withoutHardCode(hard: string, nodes: readonly PhrasingContent[], inLink: boolean): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === 'inlineCode' && node.value.includes(hard)) {
      const value = node.value.replace(/[\r\n]+/g, ' ');
      return [
        { type: 'html', value: '<code>' },
        ...(inLink ? [{ type: 'text' as const, value }] : splitLiterals(value)),
        { type: 'html', value: '</code>' },
      ];
    }
    if (!('children' in node)) return [node];
    const children = withoutHardCode(hard, node.children as PhrasingContent[], inLink || node.type === 'link'); // what is inside of phrasing is phrasing
    return [{ ...node, children } as PhrasingContent]; // same type
  });
}
