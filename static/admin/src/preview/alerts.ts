import type { BlockContent, Blockquote, DefinitionContent, PhrasingContent } from 'mdast';

export type AlertKind = 'note' | 'tip' | 'important' | 'warning' | 'caution';
export interface Alert {
  kind: AlertKind;
  /** What stands in the quote below its first line. */
  children: (BlockContent | DefinitionContent)[];
}

export const alertTitles: Record<AlertKind, string> = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
};
const MARKER = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?:\n|$)/;

/** GitHub's alert: a quote whose first line is `[!KIND]`. In a text that begins with `\[`, the bracket is the text's own. Null: a quote like others. */
export function alertOf(quote: Blockquote, source: string): Alert | null {
  const [paragraph, ...rest] = quote.children;
  if (paragraph?.type !== 'paragraph') return null;
  const [text, ...others] = paragraph.children;
  const marker = text?.type === 'text' ? MARKER.exec(text.value) : null;
  if (text?.type !== 'text' || !marker || source.charAt(text.position?.start.offset ?? 0) !== '[') return null;
  const left = text.value.slice(marker[0].length);
  // Two line ends in a row cannot be inside a paragraph: what ends here without a line end is the whole line, if nothing follows it.
  if (left === '' && !marker[0].endsWith('\n') && others.length > 0) return null;
  const first: PhrasingContent[] = left === '' ? others : [{ ...text, value: left }, ...others];
  const kind = (marker[1] ?? 'NOTE').toLowerCase() as AlertKind; // The pattern lets only these through.
  return { kind, children: first.length > 0 ? [{ ...paragraph, children: first }, ...rest] : rest };
}
