import type { Blockquote } from 'mdast';

const MARKER = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?:\n|$)/;
/** Confluence's panels by GitHub's alerts; each with the word that GitHub shows for it. */
const panels: Record<string, { panelType: string; title: string }> = {
  NOTE: { panelType: 'info', title: 'Note' },
  TIP: { panelType: 'success', title: 'Tip' },
  IMPORTANT: { panelType: 'note', title: 'Important' },
  WARNING: { panelType: 'warning', title: 'Warning' },
  CAUTION: { panelType: 'error', title: 'Caution' },
};

export interface Alert {
  panelType: string;
  title: string;
  children: Blockquote['children'];
}

/** GitHub's alert: a quote whose first line is `[!KIND]`. Where the text begins with `\[`, the bracket is its own. Null: a quote like others. */
export function alertOf(quote: Blockquote, source: string): Alert | null {
  const [first, ...rest] = quote.children;
  if (first?.type !== 'paragraph') return null;
  const [text, ...others] = first.children;
  if (text?.type !== 'text' || source.charAt(text.position?.start.offset ?? 0) !== '[') return null;
  const marker = MARKER.exec(text.value);
  const panel = panels[marker?.[1] ?? ''];
  if (!marker || !panel) return null;
  const left = text.value.slice(marker[0].length);
  if (left === '' && !marker[0].endsWith('\n') && others.length > 0) return null;
  const children = left === '' ? others : [{ ...text, value: left }, ...others];
  return { ...panel, children: children.length > 0 ? [{ ...first, children }, ...rest] : rest };
}
