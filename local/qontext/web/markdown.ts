import { micromark, type Options } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { parse } from 'yaml';
import { type Html, html, trusted } from './html';

/** A file as a reader sees it: the fields of its front matter, or null where it has none, and its body. */
export function renderMarkdown(content: string): { fields: Html | null; body: Html } {
  const { frontMatter, body } = split(content);
  return { fields: frontMatter === null ? null : renderFields(frontMatter), body: renderBody(body) };
}

function split(content: string): { frontMatter: string | null; body: string } {
  const match = /^---\n([\s\S]*?\n)---(?:\n|$)/.exec(content);
  return match ? { frontMatter: match[1] ?? '', body: content.slice(match[0].length) } : { frontMatter: null, body: content };
}

function renderFields(frontMatter: string): Html {
  let read: unknown;
  try {
    read = parse(frontMatter);
  } catch {
    // Not YAML after all: shown as it stands.
    read = null;
  }
  if (typeof read !== 'object' || read === null) return html`<pre tabindex="0">${frontMatter}</pre>`;
  const rows = Object.entries(read).map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${renderValue(value)}</td></tr>`);
  return html`<details class="fields" open><summary>Source</summary><table><tbody>${rows}</tbody></table></details>`;
}

function renderValue(value: unknown): Html {
  if (Array.isArray(value)) return html`<ul>${value.map((entry) => html`<li>${renderValue(entry)}</li>`)}</ul>`;
  if (typeof value === 'object' && value !== null) {
    return html`<ul>${Object.entries(value).map(([name, entry]) => html`<li>${name}: ${renderValue(entry)}</li>`)}</ul>`;
  }
  const text = String(value ?? '');
  return /^https?:\/\/\S+$/.test(text) ? html`<a href="${text}" rel="noreferrer">${text}</a>` : html`${text}`;
}

/** Tags without attributes that people and apps write where Markdown has no sign: shown as what they mean. */
const KNOWN_TAGS = new Set(['<br>', '<sub>', '</sub>', '<sup>', '</sup>', '<code>', '</code>']);
const knownTags: NonNullable<Options['htmlExtensions']>[number] = {
  enter: {
    htmlText() {
      this.buffer();
    },
  },
  exit: {
    htmlText(token) {
      const escaped = this.resume();
      const text = this.sliceSerialize(token);
      this.raw(KNOWN_TAGS.has(text) ? text : escaped);
    },
  },
};

/** A quote whose first line is `[!KIND]` is an alert, as on GitHub: the marker gives way to its title. */
const ALERT = /<blockquote>\n<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](\n|<\/p>)/g;
const alertOpening = (kind: string): string => {
  const title = kind.charAt(0) + kind.slice(1).toLowerCase();
  return `<blockquote class="alert ${kind.toLowerCase()}" role="note" aria-label="${title}">\n<p class="title">${title}</p>\n`;
};

/** micromark escapes raw HTML and drops dangerous protocols unless told otherwise; so whatever tags its output has are its own. */
function renderBody(body: string): Html {
  const markup = micromark(body, { extensions: [gfm()], htmlExtensions: [gfmHtml(), knownTags] })
    .replace(ALERT, (_, kind: string, end: string) => `${alertOpening(kind)}${end === '</p>' ? '' : '<p>'}`)
    .replace(/<input type="checkbox" disabled="" checked="" ?\/?>/g, '<span class="box done" role="img" aria-label="Done">✓</span>')
    .replace(/<input type="checkbox" disabled="" ?\/?>/g, '<span class="box" role="img" aria-label="Open"></span>')
    // What scrolls sideways must be within reach of the keyboard.
    .replaceAll('<pre>', '<pre tabindex="0">')
    .replaceAll('<table>', '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>');
  return trusted(markup);
}
