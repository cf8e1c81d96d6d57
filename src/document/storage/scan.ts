import { decode, noAttributes, readTag, type Tag, tagName } from './tag';

/**
 * Storage format into a tree. Storage is XML-like, but real bodies are not well-formed XML: entities without a DTD, unclosed tags,
 * bare `<`. So this scanner never fails: what is no tag is text. It keeps CDATA apart (in `plain-text-body` it is literal text).
 * It knows no recursion and no backward search without a bound, so that time grows with size only.
 */
export interface Element {
  kind: 'element';
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Node[];
  /** True when a block-level element is somewhere inside: then the element can't be written as one line of text. */
  hasBlock: boolean;
}

export interface Text {
  kind: 'text';
  value: string;
}

export type Node = Element | Text;

/** Elements deeper than this lose their tags and keep their text: the recursive readers behind this one stay far from the stack's end. */
const maxDepth = 256;

const voidNames = new Set(['br', 'hr', 'img', 'col', 'input', 'wbr', 'area', 'embed', 'source', 'track', 'link', 'meta', 'base', 'param']);

/** Elements that start a block of their own. Macros are decided by `isBlockMacro`. */
const blockNames = new Set(
  (
    'p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr th td caption blockquote pre hr section article header footer ' +
    'main nav aside figure figcaption details summary address center form fieldset ac:layout ac:layout-section ac:layout-cell ac:task-list ' +
    'ac:task ac:adf-node ac:adf-content ac:rich-text-body ac:plain-text-body ac:caption'
  ).split(' '),
);

/** A closing tag of an inline element does not reach beyond these: a stray `</b>` must not close a table. */
const barriers = new Set([
  'td',
  'th',
  'li',
  'table',
  'ac:rich-text-body',
  'ac:layout-cell',
  'ac:task-body',
  'ac:structured-macro',
  'ac:adf-content',
  'ac:link-body',
]);

/** Macros whose body is part of a line of text although bodies are blocks elsewhere. */
const inlineBodyMacros = new Set([
  'status',
  'mathinline',
  'eazy-math-inline',
  'latex-inline',
  'katex-inline',
  'highlight',
  'style-text',
  'anchor',
  'tooltip',
  'footnote',
  'jira',
]);

/** At the top of a page these only arrange what is inside; they are taken apart, so that their content is handed on piece by piece. */
const layouts = new Set(['ac:layout', 'ac:layout-section', 'ac:layout-cell']);

/**
 * Scans a whole storage body and hands each node at its top to `take` as soon as it is complete, so that the tree of a large page is never
 * in memory as a whole. Never throws; linear in the length of `source`. Returns how many tags had to be ignored, closed or flattened.
 */
export function scan(source: string, take: (node: Node) => void): number {
  const root: Element = { kind: 'element', name: '#root', attributes: noAttributes, children: [], hasBlock: false };
  const open: Element[] = [root];
  /** Names of the open elements beyond `maxDepth`, and how many of each. */
  const flattened: string[] = [];
  const openCount = new Map<string, number>();
  const flattenedCount = new Map<string, number>();
  let malformed = 0;
  let top = root;
  let at = 0;

  const absent = new Set<string>();
  /** `indexOf` that gives up for good once `text` was not found: the rest of the source is searched for it once only. */
  const find = (text: string, from: number) => {
    if (absent.has(text)) return -1;
    const found = source.indexOf(text, from);
    if (found < 0) absent.add(text);
    return found;
  };
  const addText = (value: string) => {
    if (value === '') return;
    const last = top.children[top.children.length - 1];
    if (last?.kind === 'text') last.value += value;
    else top.children.push({ kind: 'text', value });
  };
  const count = (counts: Map<string, number>, name: string, by: number) => counts.set(name, (counts.get(name) ?? 0) + by);
  const markBlock = () => {
    for (let i = open.length - 1; i >= 0; i--) {
      const element = open[i];
      if (element === undefined || element.hasBlock) return;
      if (element.name === 'ac:structured-macro' && inlineBodyMacros.has(element.attributes['ac:name'] ?? '')) return;
      element.hasBlock = true;
    }
  };
  const handOn = () => {
    for (const child of root.children) take(child);
    root.children = [];
  };
  const pop = () => {
    const element = open.pop();
    if (element !== undefined) count(openCount, element.name, -1);
    top = open[open.length - 1] ?? root;
    if (open.length === 1) handOn();
  };
  let openLayouts = 0;
  /** What is left of a layout at the top: the end of whatever paragraph came before. */
  const boundary = (tag: string) =>
    root.children.push({ kind: 'element', name: tag, attributes: noAttributes, children: [], hasBlock: false });
  const openTag = (tag: Tag) => {
    const isBlock = blockNames.has(tag.name);
    if (open.length === 1 && layouts.has(tag.name)) {
      boundary(tag.name);
      if (!tag.selfClosing) openLayouts++;
      return;
    }
    if (open.length > maxDepth) {
      if (tag.name === 'br' || isBlock) addText(' ');
      if (tag.selfClosing || voidNames.has(tag.name)) return;
      flattened.push(tag.name);
      count(flattenedCount, tag.name, 1);
      malformed++;
      return;
    }
    const element: Element = { kind: 'element', name: tag.name, attributes: tag.attributes, children: [], hasBlock: false };
    top.children.push(element);
    if (isBlock) markBlock();
    if (tag.selfClosing || voidNames.has(tag.name)) return;
    open.push(element);
    count(openCount, tag.name, 1);
    top = element;
  };
  const closeTag = (name: string) => {
    if (voidNames.has(name)) return;
    if ((flattenedCount.get(name) ?? 0) > 0) {
      let closed: string | undefined;
      do {
        closed = flattened.pop();
        if (closed !== undefined) count(flattenedCount, closed, -1);
      } while (closed !== undefined && closed !== name);
      if (blockNames.has(name)) addText(' ');
      return;
    }
    if (flattened.length > 0 || (openCount.get(name) ?? 0) === 0) {
      if (openLayouts > 0 && layouts.has(name)) {
        openLayouts--;
        while (open.length > 1) pop();
        boundary(name);
      } else malformed++;
      return;
    }
    const isInline = !blockNames.has(name) && !name.startsWith('ac:');
    let found = open.length - 1;
    for (; found > 0; found--) {
      const candidate = open[found]?.name ?? '';
      if (candidate === name) break;
      if (isInline && barriers.has(candidate)) {
        malformed++;
        return;
      }
    }
    if (found < open.length - 1) malformed++;
    while (open.length > found && open.length > 1) pop();
  };

  while (at < source.length) {
    const next = source.indexOf('<', at);
    if (next < 0) {
      addText(decode(source.slice(at)));
      break;
    }
    if (next > at) addText(decode(source.slice(at, next)));
    const code = source.charCodeAt(next + 1);
    if (code === 47) {
      tagName.lastIndex = next + 2;
      const name = tagName.exec(source)?.[0];
      const end = name === undefined ? -1 : find('>', tagName.lastIndex);
      if (name === undefined || end < 0) {
        addText('<');
        malformed++;
        at = next + 1;
      } else {
        closeTag(name.toLowerCase());
        at = end + 1;
      }
    } else if (source.startsWith('<![CDATA[', next)) {
      const end = find(']]>', next + 9);
      addText(source.slice(next + 9, end < 0 ? source.length : end));
      at = end < 0 ? source.length : end + 3;
    } else if (code === 33 || code === 63) {
      const closing = source.startsWith('<!--', next) ? '-->' : '>';
      const end = find(closing, next + 2);
      if (end < 0) {
        malformed++;
        addText('<');
        at = next + 1;
      } else at = end + closing.length;
    } else {
      const tag = readTag(source, next);
      if (tag === null) {
        addText('<');
        if ((code | 32) >= 97 && (code | 32) <= 122) malformed++;
        at = next + 1;
      } else {
        openTag(tag);
        at = tag.end;
      }
    }
  }
  handOn();
  return malformed + open.length - 1;
}
