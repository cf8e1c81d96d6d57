import type { PhrasingContent } from 'mdast';

/**
 * GFM turns bare addresses in text into links by itself (GFM specification, 6.9). Here they are turned into links before anything is
 * written, so that the writer knows of them: else it would put escapes into an address. What is found here is a little more than what
 * parsers find, never less: they differ among themselves.
 */
const address = /(?<![A-Za-z])[Hh][Tt][Tt][Pp][Ss]?:\/\/(?=[^\s\p{P}]|[\u{10000}-\u{10ffff}])[^\s<]+|(?<![\dA-Za-z])[Ww]{3}\.<?[^\s<]*/gu;
const email = /(?<![\w+\-.])(?:(mailto|xmpp):)?([\w+\-.]+)@([\w-]+(?:\.[\w-]+)+)/g;
const spaceOrPunctuation = /[\s\p{P}\p{S}]/u;
const trailing = '!"&\'),.:;<>?]}*_~';

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/** Splits the punctuation off the end of an address that belongs to the sentence around it; a closing bracket stays where one was opened. */
function withoutTrail(found: string): string {
  let kept = found.length;
  while (kept > 0 && trailing.includes(found.charAt(kept - 1))) kept--;
  const opened = countOf(found.slice(0, kept), '(');
  let closed = countOf(found.slice(0, kept), ')');
  for (let at = found.indexOf(')', kept); at >= 0 && opened > closed; at = found.indexOf(')', kept)) {
    kept = at + 1;
    closed++;
  }
  return found.slice(0, kept);
}

function link(url: string, text: string): PhrasingContent {
  return { type: 'link', url, children: [{ type: 'text', value: text }] };
}

function push(nodes: PhrasingContent[], text: string): void {
  if (text !== '') nodes.push({ type: 'text', value: text });
}

function splitEmails(nodes: PhrasingContent[], text: string): void {
  if (!text.includes('@')) {
    push(nodes, text);
    return;
  }
  // After an address the rest is looked at as a text of its own, which it will be: what stands before it no longer counts.
  let rest = text;
  email.lastIndex = 0;
  for (let match = email.exec(rest); match !== null; match = email.exec(rest)) {
    if (/[\d\-_]$/.test(match[3] ?? '')) {
      // What is no domain may be the name in front of the next `@`.
      email.lastIndex = match.index + 1;
      continue;
    }
    push(nodes, rest.slice(0, match.index));
    nodes.push(link(match[1] === undefined ? `mailto:${match[0]}` : match[0], match[0]));
    rest = rest.slice(match.index + match[0].length);
    email.lastIndex = 0;
  }
  push(nodes, rest);
}

/** A text as texts and links. */
export function splitLiterals(text: string): PhrasingContent[] {
  if (!text.includes('@') && !text.includes('://') && !/www\./i.test(text)) return [{ type: 'text', value: text }];
  const nodes: PhrasingContent[] = [];
  let from = 0;
  address.lastIndex = 0;
  for (let match = address.exec(text); match !== null; match = address.exec(text)) {
    address.lastIndex = match.index + 4;
    // `www.` alone is an address too: parsers make a link of its three letters.
    const isWww = /^www/i.test(match[0]);
    if (isWww && match.index > 0 && !spaceOrPunctuation.test(text.charAt(match.index - 1))) continue;
    const found = withoutTrail(match[0]);
    if (/^https?:\/\/$/i.test(found)) continue;
    splitEmails(nodes, text.slice(from, match.index));
    nodes.push(link(isWww ? `http://${found}` : found, found));
    from = match.index + found.length;
    address.lastIndex = from;
  }
  splitEmails(nodes, text.slice(from));
  return nodes;
}
