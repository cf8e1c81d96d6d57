import { decodeHTMLStrict } from 'entities';

export const noAttributes: Readonly<Record<string, string>> = Object.freeze({});

/** The name of a tag, from `lastIndex` on. */
export const tagName = /[A-Za-z_][\w:.-]*/y;
const attribute = /[\s/]*([^\s=>/"'<]+)(?:\s*=\s*(?:"([^"<]*)"|'([^'<]*)'|([^\s>"'<]+)))?/y;

/** Decodes the entities of HTML (storage has no DTD, and uses all of them); unknown ones stay as they are. */
export function decode(text: string): string {
  return text.includes('&') ? decodeHTMLStrict(text) : text;
}

export interface Tag {
  name: string;
  attributes: Readonly<Record<string, string>>;
  selfClosing: boolean;
  end: number;
}

/** The tag that begins with the `<` at `start`; null where there is none, or no end of it. */
export function readTag(source: string, start: number): Tag | null {
  tagName.lastIndex = start + 1;
  const name = tagName.exec(source)?.[0];
  if (name === undefined) return null;
  let at = tagName.lastIndex;
  let attributes: Record<string, string> | null = null;
  for (;;) {
    attribute.lastIndex = at;
    const match = attribute.exec(source);
    if (match === null) break;
    at = attribute.lastIndex;
    attributes ??= {};
    const key = match[1] ?? '';
    if (key !== '__proto__') attributes[key] = decode(match[2] ?? match[3] ?? match[4] ?? '');
  }
  // What is left before '>' is white space, a slash, or the rubble of a broken attribute; a '<' means that the tag never ended.
  for (let end = at; end < source.length; end++) {
    const code = source.charCodeAt(end);
    if (code === 62) {
      return {
        name: name.toLowerCase(),
        attributes: attributes ?? noAttributes,
        selfClosing: source.charCodeAt(end - 1) === 47,
        end: end + 1,
      };
    }
    if (code === 60) return null;
  }
  return null;
}
