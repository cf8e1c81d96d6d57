import type { PhrasingContent } from 'mdast';
import { type Delimiters, delimiterIndex, eachRun } from './escape';

function note(delimiters: Delimiters, delimiter: string, opens: boolean, closes: boolean): void {
  const index = delimiterIndex(delimiter);
  delimiters.runs[index] = (delimiters.runs[index] ?? 0) + 1;
  if (opens) delimiters.opening[index] = (delimiters.opening[index] ?? 0) + 1;
  if (closes) delimiters.closing[index] = (delimiters.closing[index] ?? 0) + 1;
}

/** Counts what could be taken for a delimiter, so that a lone `*` or `_` need not be escaped. */
export function survey(nodes: readonly PhrasingContent[], delimiters: Delimiters, nested: boolean): void {
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (node === undefined) continue;
    if (node.type === 'text') {
      const { value } = node;
      if (!/[*_~`]/.test(value)) continue;
      // Beside another node a run counts as both: what that node will begin or end with is not known yet.
      const isEdge = { start: nested || index > 0, end: nested || index < nodes.length - 1 };
      eachRun(value, '', '', (delimiter, opens, closes, at, end) => {
        const both = (isEdge.start && at === 0) || (isEdge.end && end === value.length);
        note(delimiters, delimiter, opens || both, closes || both);
      });
      for (const _run of value.matchAll(/`+/g)) note(delimiters, '`', true, true);
    } else if (node.type === 'inlineCode') {
      note(delimiters, '`', true, true);
      note(delimiters, '`', true, true);
    } else if ('children' in node) survey(node.children as PhrasingContent[], delimiters, true); // what is inside of phrasing is phrasing
  }
}
