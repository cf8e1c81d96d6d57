import { people } from '../people';
import { personOf } from './who';

/** A piece of storage format. `block` says whether it stands by itself or runs within a paragraph. */
export interface Markup {
  readonly xml: string;
  readonly block: boolean;
}
/** Words in the notation of `inline`, or markup made by a function. */
export type Text = string | Markup;

export const inlineMarkup = (xml: string): Markup => ({ xml, block: false });
export const blockMarkup = (xml: string): Markup => ({ xml, block: true });

/** Confluence writes these as named entities, although XML without a DTD knows only five: readers have to cope, so the demo site has them. */
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\u00a0': '&nbsp;',
  '–': '&ndash;',
  '—': '&mdash;',
  '’': '&rsquo;',
  '“': '&ldquo;',
  '”': '&rdquo;',
  '…': '&hellip;',
  '→': '&rarr;',
  '°': '&deg;',
  '±': '&plusmn;',
  '×': '&times;',
  µ: '&micro;',
  ä: '&auml;',
  ö: '&ouml;',
  ü: '&uuml;',
  Ä: '&Auml;',
  Ö: '&Ouml;',
  Ü: '&Uuml;',
  ß: '&szlig;',
  é: '&eacute;',
};

export function escapeText(text: string): string {
  return text.replace(/[&<>\u00a0–—’“”…→°±×µäöüÄÖÜßé]/g, (character) => entities[character] ?? character);
}

export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (character) => (character === '"' ? '&quot;' : (entities[character] ?? character)));
}

/** A CDATA section cannot hold its own end mark; Confluence splits it in two. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

const emojis: Readonly<Record<string, readonly [fallback: string, codePoint: string]>> = {
  white_check_mark: ['✅', '2705'],
  warning: ['⚠️', '26a0'],
  wave: ['👋', '1f44b'],
  ocean: ['🌊', '1f30a'],
  tada: ['🎉', '1f389'],
  bulb: ['💡', '1f4a1'],
  fire: ['🔥', '1f525'],
  lock: ['🔒', '1f512'],
  crab: ['🦀', '1f980'],
  coffee: ['☕', '2615'],
  thumbsup: ['👍', '1f44d'],
  heart: ['❤️', '2764'],
  seal: ['🦭', '1f9ad'],
  anchor: ['⚓', '2693'],
};

export type StatusColour = 'grey' | 'blue' | 'green' | 'yellow' | 'red' | 'purple';

export function status(title: string, colour: StatusColour): Markup {
  const parameter = colour === 'grey' ? '' : `<ac:parameter ac:name="colour">${colour[0]?.toUpperCase()}${colour.slice(1)}</ac:parameter>`;
  return inlineMarkup(
    `<ac:structured-macro ac:name="status" ac:schema-version="1"><ac:parameter ac:name="title">${escapeText(title)}</ac:parameter>${parameter}</ac:structured-macro>`,
  );
}

export function date(day: string): Markup {
  return inlineMarkup(`<time datetime="${day}" />`);
}

export function mention(who: string): Markup {
  return inlineMarkup(`<ac:link><ri:user ri:account-id="${personOf(who).accountId}" /></ac:link>`);
}

export function emoji(shortname: string): Markup {
  const [fallback, codePoint] = emojis[shortname] ?? [];
  if (!fallback) throw new Error(`No emoji :${shortname}: in local/demo/inline.ts: add it there`);
  return inlineMarkup(
    `<ac:emoticon ac:emoji-fallback="${fallback}" ac:emoji-id="${codePoint}" ac:emoji-shortname=":${shortname}:" ac:name="blue-star" />`,
  );
}

/** A link to a page by its title, as both editors write it: no id, and no space key if the page is in the same space. */
export function pageLink(title: string, options: { space?: string; words?: string; anchor?: string } = {}): Markup {
  const anchor = options.anchor ? ` ac:anchor="${escapeAttribute(options.anchor)}"` : '';
  const space = options.space ? ` ri:space-key="${escapeAttribute(options.space)}"` : '';
  const words = options.words ? `<ac:link-body>${inline(options.words)}</ac:link-body>` : '';
  return inlineMarkup(`<ac:link${anchor}><ri:page ri:content-title="${escapeAttribute(title)}"${space} />${words}</ac:link>`);
}

export function webLink(url: string, words: string): Markup {
  return inlineMarkup(`<a href="${escapeAttribute(url)}">${inline(words)}</a>`);
}

const firstNames = people.map((person) => person.name.split(' ')[0]).join('|');

const notation = new RegExp(
  [
    '`(?<code>[^`]+)`',
    '\\*\\*(?<strong>.+?)\\*\\*',
    '\\*(?<em>\\S(?:[^*]*[^*\\s])?)\\*',
    '~~(?<del>.+?)~~',
    '\\[\\[(?:(?<space>ENG|PEO|OPS|OLD):)?(?<title>[^\\]|]+)(?:\\|(?<titleWords>[^\\]]+))?\\]\\]',
    '\\[(?<linkWords>[^\\]]+)\\]\\((?<url>(?:https?|mailto):[^)\\s]+)\\)',
    `@(?<who>${firstNames})\\b`,
    '\\{(?<day>\\d{4}-\\d{2}-\\d{2})\\}',
    '\\{(?<colour>grey|blue|green|yellow|red|purple):(?<state>[^}]+)\\}',
    `:(?<emoji>${Object.keys(emojis).join('|')}):`,
  ].join('|'),
  'gu',
);

function matchToXml(groups: Record<string, string | undefined>): string {
  const { code, strong, em, del, space, title, titleWords, linkWords, url, who, day, colour, state, emoji: shortname } = groups;
  if (code) return `<code>${escapeText(code)}</code>`;
  if (strong) return `<strong>${inline(strong)}</strong>`;
  if (em) return `<em>${inline(em)}</em>`;
  if (del) return `<del>${inline(del)}</del>`;
  if (title) return pageLink(title, { ...(space && { space }), ...(titleWords && { words: titleWords }) }).xml;
  if (url && linkWords) return webLink(url, linkWords).xml;
  if (who) return mention(who).xml;
  if (day) return date(day).xml;
  // The notation's own alternatives are the only colours that can match.
  if (colour && state) return status(state, colour as StatusColour).xml;
  if (shortname) return emoji(shortname).xml;
  return '';
}

/**
 * Words to storage format. The notation keeps the pages of the demo site readable in source:
 * `code`, **strong**, *emphasis*, ~~struck~~, [[Page title]], [[OPS:Page title|words]], [words](https://...),
 * @Mei (a mention), {2026-11-21} (a date), {green:DONE} (a status), :ocean: (an emoji).
 */
export function inline(...parts: readonly Text[]): string {
  return parts.map((part) => (typeof part === 'string' ? words(part) : part.xml)).join('');
}

function words(text: string): string {
  let xml = '';
  let end = 0;
  for (const match of text.matchAll(notation)) {
    xml += escapeText(text.slice(end, match.index)) + matchToXml(match.groups ?? {});
    end = match.index + match[0].length;
  }
  return xml + escapeText(text.slice(end));
}
