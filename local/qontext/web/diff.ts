import { commonLines } from '../merge';
import { type Html, html } from './html';

interface Row {
  kind: 'kept' | 'gone' | 'new';
  text: string;
}

/** Kept lines around what changed; longer stretches are folded. */
const CONTEXT = 3;

/** What became of a text, line by line: "+" for new lines and "−" for gone ones, so that color is not all that tells. */
export function renderDiff(before: string, after: string): Html {
  const rows = diffRows(before.split('\n'), after.split('\n'));
  const near = rows.map((_, i) => rows.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some((row) => row.kind !== 'kept'));
  const lines: Html[] = [];
  for (const [i, row] of rows.entries()) {
    if (near[i]) lines.push(html`<span class="line ${row.kind}">${{ kept: '  ', gone: '− ', new: '+ ' }[row.kind]}${row.text}\n</span>`);
    else if (near[i - 1]) lines.push(html`<span class="line fold">  …\n</span>`);
  }
  return lines.length === 0 ? html`<p class="quiet">No line differs.</p>` : html`<pre class="diff" tabindex="0">${lines}</pre>`;
}

function diffRows(before: string[], after: string[]): Row[] {
  const common = commonLines(before, after);
  const rows: Row[] = [];
  let next = 0;
  for (const [i, text] of before.entries()) {
    const partner = common.get(i);
    if (partner === undefined) {
      rows.push({ kind: 'gone', text });
      continue;
    }
    for (; next < partner; next += 1) rows.push({ kind: 'new', text: after[next] ?? '' });
    rows.push({ kind: 'kept', text });
    next = partner + 1;
  }
  for (; next < after.length; next += 1) rows.push({ kind: 'new', text: after[next] ?? '' });
  return rows;
}
