import type { Nodes } from 'mdast';

/** What the app writes as HTML, since Markdown has no sign for it. */
export interface Tagged {
  tag: 'sub' | 'sup' | 'code';
  children: Nodes[];
}
const TAG = /^<(\/?)(sub|sup|code)>$/;

/** The nodes with those between two of the app's own tags gathered; a line break is one. HTML of any other kind stays text. */
export function withTags(nodes: readonly Nodes[]): (Nodes | Tagged)[] {
  const done: (Nodes | Tagged)[] = [];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (!node) continue;
    const name = node.type === 'html' ? TAG.exec(node.value) : null;
    const end = name?.[1] === '' ? nodes.findIndex((one, i) => i > at && one.type === 'html' && one.value === `</${name[2]}>`) : -1;
    if (node.type === 'html' && node.value === '<br>') done.push({ type: 'break' });
    else if (name && end > at) {
      // The pattern lets only these through.
      done.push({ tag: name[2] as Tagged['tag'], children: nodes.slice(at + 1, end) });
      at = end;
    } else done.push(node);
  }
  return done;
}
