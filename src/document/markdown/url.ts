/** Addresses in Markdown: as destinations of links, and as text that GFM makes a link of by itself. */

const unsafe = /[\s<>"\\^`{}|]/g;
const reference = /&(?=(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[Xx][0-9A-Fa-f]{1,6});)/g;

function hasBalancedBrackets(url: string): boolean {
  let depth = 0;
  for (const character of url) {
    if (character === '(') depth++;
    else if (character === ')' && --depth < 0) return false;
    // CommonMark lets a parser stop at 32 levels.
    if (depth > 30) return false;
  }
  return depth === 0;
}

/** A link destination without white space, unbalanced brackets or anything else that could end it early. */
export function destination(url: string): string {
  let written = url.replace(unsafe, (character) => encodeURIComponent(character)).replace(reference, '\\&');
  if (!hasBalancedBrackets(written)) written = written.replace(/[()]/g, (character) => (character === '(' ? '%28' : '%29'));
  return written === '' ? '<>' : written;
}

const bareUrl = /^https?:\/\/[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?(?:[/?#][\w\-./?#=&%+:@,;$]*)?$/;
const bareWww = /^www\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:\/[\w\-./?#=&%+:@,;$]*)?$/;
const bareEmail = /^[A-Za-z0-9]+(?:[.+_-][A-Za-z0-9]+)*@[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?:\.[A-Za-z0-9]*[A-Za-z])+$/;

/** True for an address of which GFM makes exactly this link when it stands between spaces, and in which nothing needs an escape. */
export function isBareAddress(text: string, url: string): boolean {
  if (/[&;:,.?_~]$/.test(text) || /(?:^|[^\w])_|_(?:[^\w]|$)|&#?\w+;/.test(text)) return false;
  if (url === `mailto:${text}`) return bareEmail.test(text);
  return url === text ? bareUrl.test(text) : url === `http://${text}` && bareWww.test(text);
}

/** True for an address that can be written between `<` and `>`. */
export function isBracketAddress(text: string, url: string): boolean {
  if (url === `mailto:${text}`)
    return /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/.test(
      text,
    );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the specification forbids them here
  return url === text && /^[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\u0000-\u0020]*$/.test(text);
}
