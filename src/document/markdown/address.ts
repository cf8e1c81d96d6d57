import type { Link } from 'mdast';
import { isBareAddress, isBracketAddress } from './url';

/** How a link is written whose text is its own address. */

/** The text of a link that is also its address, or null. */
export function literalOf(link: Link): string | null {
  const [only] = link.children;
  if (link.children.length !== 1 || only?.type !== 'text' || link.title) return null;
  if (link.url === only.value || link.url === `mailto:${only.value}` || link.url === `http://${only.value}`) return only.value;
  return null;
}

/** Of `www.` alone GFM makes a link of the three letters, if nothing but the end of a sentence follows. */
export function isWww(link: Link): boolean {
  return link.url === `http://${literalOf(link)}` && /^http:\/\/www$/i.test(link.url);
}

/** What may stand before `www.` without being part of an address itself. */
const opening = /^["'([{“‘„«]$/;

/** True where a `_` behind the text would be read as a letter of an e-mail address. */
export function endsInAddress(text: string): boolean {
  return text.includes('@') && /@[\w.-]*$/.test(text);
}

/** Parsers differ in what else ends an address. */
function isEnd(character: string): boolean {
  return character === '' || character === ' ' || character === '\n';
}

export type LinkForm = 'bare' | 'bracketed' | 'full';

/** An address whose text is the address itself is written as that, between `<` and `>` where GFM could see its ends elsewhere. */
export function linkForm(link: Link, before: string, after: string, inTable: boolean): LinkForm {
  const literal = literalOf(link);
  if (literal === null) return 'full';
  if (isBareAddress(literal, link.url) && isEnd(before) && isEnd(after)) return 'bare';
  if (isWww(link) && (isEnd(before) || opening.test(before)) && isEnd(after)) return 'bare';
  return isBracketAddress(literal, link.url) && !(inTable && literal.includes('|')) ? 'bracketed' : 'full';
}
