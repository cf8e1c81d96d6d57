import type { Target } from '../macros/macro';
import { image as picture } from '../mdast/blocks';
import { type Atom, box, linked, mark, nodeAtom, textAtom, wellFormed } from '../mdast/phrasing';
import { mention } from '../references';
import { attributeOf, childOf, find, type Reading, type Style, textOf } from './reading';
import type { Element, Node } from './scan';

const resources = new Set([
  'ri:page',
  'ri:blog-post',
  'ri:space',
  'ri:user',
  'ri:attachment',
  'ri:url',
  'ri:content-entity',
  'ri:shortcut',
]);

export function resourceIn(nodes: readonly Node[]): Element | null {
  return find(nodes, (element) => resources.has(element.name));
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

export function accountIdOf(resource: Element): string {
  return attributeOf(resource, 'ri:account-id') || attributeOf(resource, 'ri:userkey') || attributeOf(resource, 'ri:username');
}

export function targetOf(resource: Element, reading: Reading): Target {
  const { references } = reading;
  const title = attributeOf(resource, 'ri:content-title');
  const space = orNull(attributeOf(resource, 'ri:space-key'));
  switch (resource.name) {
    case 'ri:page':
      return { url: references.page(title, space), label: title, page: { title, spaceKey: space } };
    case 'ri:blog-post':
      return { url: references.blogPost(title, space, orNull(attributeOf(resource, 'ri:posting-day'))), label: title };
    case 'ri:space':
      return { url: space === null ? null : references.space(space), label: space ?? '' };
    case 'ri:content-entity': {
      const id = attributeOf(resource, 'ri:content-id');
      return { url: id === '' ? null : references.content(id), label: id };
    }
    case 'ri:attachment': {
      const fileName = attributeOf(resource, 'ri:filename');
      const owner = find(resource.children, (element) => element.name === 'ri:page' || element.name === 'ri:blog-post');
      const ownerOf = owner && { title: attributeOf(owner, 'ri:content-title'), spaceKey: orNull(attributeOf(owner, 'ri:space-key')) };
      return { url: references.attachment(fileName, ownerOf), label: fileName };
    }
    case 'ri:url': {
      const url = attributeOf(resource, 'ri:value');
      return { url: references.absolute(url), label: url };
    }
    case 'ri:shortcut':
      // A shortcut's address is a setting of the site (`[query@google]`), which the app does not read.
      return { url: null, label: [attributeOf(resource, 'ri:parameter'), attributeOf(resource, 'ri:key')].filter(Boolean).join('@') };
    default:
      return { url: null, label: '' };
  }
}

function bodyOf(link: Element, reading: Reading, style: Style): Atom[] {
  const rich = childOf(link, 'ac:link-body');
  if (rich !== null) return reading.line(rich.children, style);
  const plainBody = childOf(link, 'ac:plain-text-link-body');
  if (plainBody === null) return [];
  const text = textOf(plainBody.children);
  return text.trim() === '' ? [] : [textAtom(text, style.marks)];
}

function anchored(url: string | null, anchor: string): string | null {
  return anchor === '' || url === null ? url : `${url}#${encodeURI(wellFormed(anchor))}`;
}

/** `ac:link`: to a page, blog post, space, person, attachment or anchor; with a body of its own or shown by the target's name. */
export function readLink(link: Element, reading: Reading, style: Style): Atom[] {
  const anchor = attributeOf(link, 'ac:anchor');
  const resource = link.children.find((child): child is Element => child.kind === 'element' && resources.has(child.name)) ?? null;
  const body = bodyOf(link, reading, style);
  if (resource?.name === 'ri:user') return [textAtom(box(mention(accountIdOf(resource), reading.references)), style.marks)];
  if (resource === null) {
    const shown = body.length > 0 ? body : [textAtom(anchor, style.marks)];
    return anchor === '' ? shown : linked(shown, anchored(reading.references.self(), anchor));
  }
  const target = targetOf(resource, reading);
  if (target.url === null) reading.warnings.add('unresolved-link', resource.name);
  return linked(body.length > 0 ? body : [textAtom(target.label, style.marks)], anchored(target.url, anchor));
}

/** `<a href>`; without an address, or with one that could do harm, the text alone. */
export function readAnchor(anchor: Element, reading: Reading, style: Style): Atom[] {
  const href = attributeOf(anchor, 'href');
  const url = href === '' ? null : reading.references.absolute(href);
  if (href !== '' && url === null) reading.warnings.add('unresolved-link', 'a');
  const atoms = reading.line(anchor.children, style);
  if (url === null) return atoms;
  // Smart links may have no text: then the address is the text.
  const hasText = atoms.some((atom) => atom.node !== null || atom.text.trim() !== '');
  return linked(hasText ? atoms : [textAtom(href, style.marks)], url);
}

function image(url: string | null, alt: string, fileName: string, style: Style): Atom {
  if (url === null) return textAtom(alt === '' ? fileName : alt, style.marks, style.url);
  return nodeAtom(picture(url, alt === '' ? fileName : alt), style.marks, style.url);
}

/** `ac:image`: an attachment or an address, shown by its alt text, else its title, else the file's name; the caption follows. */
export function readImage(element: Element, reading: Reading, style: Style): Atom[] {
  const resource = resourceIn(element.children.filter((child) => child.kind === 'element' && child.name !== 'ac:caption'));
  const target = resource === null ? { url: null, label: '' } : targetOf(resource, reading);
  if (target.url === null) reading.warnings.add('unresolved-link', 'ac:image');
  const alt = attributeOf(element, 'ac:alt') || attributeOf(element, 'ac:title');
  const label = resource?.name === 'ri:url' ? (target.label.split(/[?#]/)[0]?.split('/').pop() ?? '') : target.label;
  const href = attributeOf(element, 'ac:href');
  const shown = [image(target.url, alt, label, style)];
  const linkTarget = href === '' ? null : reading.references.absolute(href);
  const caption = childOf(element, 'ac:caption');
  const captionAtoms = caption === null ? [] : reading.line(caption.children, { ...style, marks: style.marks | mark.emphasis });
  const hasCaption = captionAtoms.some((atom) => atom.node !== null || atom.text.trim() !== '');
  return [...linked(shown, linkTarget), ...(hasCaption ? [nodeAtom({ type: 'break' }), ...captionAtoms, nodeAtom({ type: 'break' })] : [])];
}

/** `<img>`, which pasted content and old pages hold. */
export function readHtmlImage(element: Element, reading: Reading, style: Style): Atom[] {
  const source = attributeOf(element, 'src');
  const alt = attributeOf(element, 'alt') || attributeOf(element, 'title');
  const url = reading.references.absolute(source);
  if (url === null) return alt === '' ? [] : [textAtom(alt, style.marks, style.url)];
  return [image(url, alt, source.split(/[?#]/)[0]?.split('/').pop() ?? '', style)];
}
