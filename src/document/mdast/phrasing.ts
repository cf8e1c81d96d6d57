import type { Link, PhrasingContent } from 'mdast';
import { splitLiterals } from './literals';

/**
 * Both front ends describe a line of text as a flat list of atoms with sets of marks; this file nests them. So the same text gives the
 * same tree however its marks were nested in the source, and no mark is left to begin or end with white space, which Markdown can't write.
 */
export const mark = { link: 1, delete: 2, strong: 4, emphasis: 8, subscript: 16, superscript: 32, code: 64 } as const;

export interface Atom {
  /** Text, or '' when `node` is there. A line break is the node `break`. */
  text: string;
  node: PhrasingContent | null;
  /** A sum of `mark`s. */
  marks: number;
  /** Where the text leads to, when `marks` has `mark.link`. */
  url: string;
}

const order = [mark.link, mark.delete, mark.strong, mark.emphasis, mark.subscript, mark.superscript] as const;

export function textAtom(text: string, marks = 0, url = ''): Atom {
  return { text, node: null, marks, url };
}

export function nodeAtom(node: PhrasingContent, marks = 0, url = ''): Atom {
  return { text: '', node, marks: marks & ~mark.code, url };
}

/** The atoms as the text of a link; unchanged where there is no address. */
export function linked(atoms: readonly Atom[], url: string | null): Atom[] {
  if (url === null || url === '') return [...atoms];
  return atoms.map((atom) => ({ ...atom, marks: atom.marks | mark.link, url }));
}

const white = /[ \t\n\r\f\v\u0085\u00a0\u2028\u2029]+/g;
const foldable = /[\t\n\r\f\v\u0085\u00a0\u2028\u2029]| {2}/;
/** Characters that show nothing: controls, byte order marks, zero-width spaces (the editor leaves them beside macros), soft hyphens. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const invisible = /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b\u2060\ufeff]/g;
const halfCharacter = /\p{Surrogate}/gu;
const maybeHalf = /[\ud800-\udfff]/;

/** Text without halves of surrogate pairs. The first test is there because it takes a tenth of the time of the second. */
export function wellFormed(text: string): string {
  return maybeHalf.test(text) ? text.replace(halfCharacter, '\ufffd') : text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const suspect = /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b\u2060\ufeff\ud800-\udfff]/;

/** Text as it may go into a document: no invisible characters, no half of a surrogate pair (which UTF-8 can't hold). */
export function clean(text: string): string {
  return suspect.test(text) ? text.replace(invisible, '').replace(halfCharacter, '\ufffd') : text;
}

/**
 * Stands around what Confluence draws as a box of its own in a line (a date, a mention): a space where a letter or digit touches the box,
 * else nothing. A noncharacter, which no text holds.
 */
const boxEdge = '\ufdd0';

/** A text as a box; '' for no text. */
export function box(text: string): string {
  const shown = text.trim();
  return shown === '' ? '' : boxEdge + shown + boxEdge;
}

const betweenWords = new RegExp(`(?<=[\\p{L}\\p{N}])${boxEdge}+(?=[\\p{L}\\p{N}@])`, 'gu');
const anywhere = new RegExp(boxEdge, 'g');

function withoutEdges(text: string): string {
  return text.includes(boxEdge) ? text.replace(betweenWords, ' ').replace(anywhere, '') : text;
}

function isBreak(atom: Atom): boolean {
  return atom.node?.type === 'break';
}

/** White space folded to single spaces, none at the ends or beside a break; atoms without text are gone. */
function fold(atoms: readonly Atom[]): Atom[] {
  const folded: Atom[] = [];
  let afterSpace = true;
  const trimEnd = () => {
    for (let last = folded[folded.length - 1]; last !== undefined && last.node === null; last = folded[folded.length - 1]) {
      last.text = last.text.trimEnd();
      if (last.text !== '') return;
      folded.pop();
    }
  };
  for (const atom of atoms) {
    if (isBreak(atom)) {
      trimEnd();
      if (folded.length > 0) folded.push(atom);
      afterSpace = true;
    } else if (atom.node !== null) {
      folded.push(atom);
      afterSpace = false;
    } else {
      let text = clean(atom.text);
      if (foldable.test(text)) text = text.replace(white, ' ');
      if (afterSpace && text.charCodeAt(0) === 32) text = text.slice(1);
      if (text === '') continue;
      afterSpace = text.charCodeAt(text.length - 1) === 32;
      const isCode = (atom.marks & mark.code) !== 0 && text !== ' ';
      const marks = isCode ? atom.marks : atom.marks & ~mark.code;
      const last = folded[folded.length - 1];
      if (last !== undefined && last.node === null && last.marks === marks && last.url === atom.url) last.text += text;
      else folded.push({ text, node: null, marks, url: atom.url });
    }
  }
  trimEnd();
  while (folded.length > 0 && isBreak(folded[folded.length - 1] as Atom)) {
    folded.pop();
    trimEnd();
  }
  // Nodes are not copied above, but have no text.
  for (const atom of folded) if (atom.node === null) atom.text = withoutEdges(atom.text);
  return folded.filter((atom) => atom.node !== null || atom.text !== '');
}

function runLength(atoms: readonly Atom[], from: number, to: number, bit: number): number {
  const url = atoms[from]?.url;
  let at = from;
  while (at < to) {
    const atom = atoms[at];
    if (atom === undefined || (atom.marks & bit) === 0 || (bit === mark.link && atom.url !== url)) break;
    at++;
  }
  return at - from;
}

/** Nodes without those of one type, whose content stays: a link in a link can't be written, nor strong text in strong text. */
export function without(type: 'link' | 'strong' | 'emphasis' | 'delete', nodes: readonly PhrasingContent[]): PhrasingContent[] {
  if (!nodes.some((node) => 'children' in node)) return [...nodes];
  const flat: PhrasingContent[] = [];
  for (const node of nodes) {
    if (node.type === type) append(flat, without(type, node.children));
    else if ('children' in node)
      append(flat, [{ ...node, children: without(type, node.children as PhrasingContent[]) } as PhrasingContent]); // same type
    else append(flat, [node]);
  }
  return flat;
}

function wrap(bit: number, url: string, children: PhrasingContent[]): PhrasingContent[] {
  switch (bit) {
    case mark.link:
      return [{ type: 'link', url, children: without('link', children) as Link['children'] }]; // which is what `without` sees to
    case mark.delete:
      return [{ type: 'delete', children: without('delete', children) }];
    case mark.strong:
      return [{ type: 'strong', children: without('strong', children) }];
    case mark.emphasis:
      return [{ type: 'emphasis', children: without('emphasis', children) }];
    case mark.subscript:
      return [{ type: 'html', value: '<sub>' }, ...children, { type: 'html', value: '</sub>' }];
    default:
      return [{ type: 'html', value: '<sup>' }, ...children, { type: 'html', value: '</sup>' }];
  }
}

function append(nodes: PhrasingContent[], added: readonly PhrasingContent[]): void {
  for (const node of added) {
    const last = nodes[nodes.length - 1];
    if (node.type === 'text' && last?.type === 'text') last.value += node.value;
    // Two pieces of code beside each other would be written with their fences touching, which makes one longer fence.
    else if (node.type === 'inlineCode' && last?.type === 'inlineCode')
      nodes[nodes.length - 1] = { type: 'inlineCode', value: last.value + node.value };
    else nodes.push(node);
  }
}

function leaf(atom: Atom, inLink: boolean): PhrasingContent[] {
  if (atom.node !== null) return [atom.node];
  if ((atom.marks & mark.code) !== 0) return [{ type: 'inlineCode', value: atom.text }];
  return inLink ? [{ type: 'text', value: atom.text }] : splitLiterals(atom.text);
}

function nest(atoms: Atom[], from: number, to: number, applied: number): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  let at = from;
  while (at < to) {
    const atom = atoms[at];
    if (atom === undefined) break;
    const open = atom.marks & ~applied & ~mark.code;
    // White space carries no mark of its own: it is moved out of what begins or ends with it.
    if (open === 0 || atom.text === ' ') {
      append(nodes, leaf(atom, (applied & mark.link) !== 0));
      at++;
      continue;
    }
    let bit = 0;
    let length = 0;
    for (const candidate of order) {
      if ((open & candidate) === 0) continue;
      const run = runLength(atoms, at, to, candidate);
      if (run > length) {
        bit = candidate;
        length = run;
      }
    }
    let end = at + length;
    const isFree = (index: number) => atoms[index]?.node === null && ((atoms[index]?.marks ?? 0) & mark.code) === 0;
    let leading = '';
    if (isFree(at) && atom.text.startsWith(' ')) {
      leading = ' ';
      atom.text = atom.text.slice(1);
    }
    let trailing = '';
    while (end > at) {
      const last = atoms[end - 1] as Atom;
      if (isBreak(last) || last.text === ' ') end--;
      else {
        if (isFree(end - 1) && last.text.endsWith(' ')) {
          trailing = ' ';
          last.text = last.text.slice(0, -1);
        }
        break;
      }
    }
    if (leading !== '') append(nodes, [{ type: 'text', value: leading }]);
    if (end > at) append(nodes, wrap(bit, atom.url, nest(atoms, at, end, applied | bit)));
    if (trailing !== '') append(nodes, [{ type: 'text', value: trailing }]);
    // Breaks and spaces at the end of the run are written without its mark.
    for (let rest = end; rest < at + length; rest++) {
      const atomOfRest = atoms[rest] as Atom;
      append(nodes, leaf(atomOfRest, (applied & mark.link) !== 0));
    }
    at += length;
  }
  return nodes;
}

/** One line of text (breaks may be inside). */
export function phrasing(atoms: readonly Atom[]): PhrasingContent[] {
  const folded = fold(atoms);
  return nest(folded, 0, folded.length, 0);
}

/** The lines between two or more breaks in a row: people write paragraphs that way. */
export function linesOf(atoms: readonly Atom[]): Atom[][] {
  const lines: Atom[][] = [];
  let line: Atom[] = [];
  let breaks: Atom[] = [];
  for (const atom of atoms) {
    if (isBreak(atom)) breaks.push(atom);
    else if (breaks.length > 0 && atom.node === null && atom.text.trim() === '') breaks.push(atom);
    else {
      if (breaks.filter(isBreak).length > 1) {
        lines.push(line);
        line = [];
      } else line.push(...breaks);
      breaks = [];
      line.push(atom);
    }
  }
  lines.push(line);
  return lines;
}
