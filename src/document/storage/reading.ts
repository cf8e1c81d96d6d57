import type { World } from '../macros/macro';
import type { Block } from '../mdast/blocks';
import { type Atom, textAtom } from '../mdast/phrasing';
import type { Element, Node } from './scan';

/** Marks and link that text inherits from the elements around it. */
export interface Style {
  marks: number;
  url: string;
}

/**
 * What the readers of elements and macros are handed: the outer world, and the two ways to go on inside of an element. They take these
 * from here and not from each other's files, so that no two files need each other.
 */
export interface Reading extends World {
  /** Ids of the tasks that the body shows. */
  shownTasks: Set<string>;
  /** What is known of a task (assignee, due date) beyond the text that the body shows of it; '' for nothing. */
  taskNote(localId: string, shown: string): string;
  blocks(nodes: readonly Node[], style: Style): Block[];
  line(nodes: readonly Node[], style: Style): Atom[];
}

export const plain: Style = { marks: 0, url: '' };

export function attributeOf(element: Element, name: string): string {
  return element.attributes[name] ?? '';
}

export function childOf(element: Element, name: string): Element | null {
  for (const child of element.children) if (child.kind === 'element' && child.name === name) return child;
  return null;
}

export function childrenOf(element: Element, name: string): Element[] {
  return element.children.filter((child): child is Element => child.kind === 'element' && child.name === name);
}

/** All text inside, as it stands, with line breaks. Iterative, since it is asked of whole bodies too. */
export function textOf(nodes: readonly Node[]): string {
  let text = '';
  const rest: Node[] = [...nodes].reverse();
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.kind === 'text') text += node.value;
    else if (node.name === 'br') text += '\n';
    else for (let index = node.children.length - 1; index >= 0; index--) rest.push(node.children[index] as Node); // index is in range
  }
  return text;
}

/** The elements inside that are accepted, at any depth, in order; those inside of an accepted one are left out. */
export function findAll(nodes: readonly Node[], accept: (element: Element) => boolean, most = Number.POSITIVE_INFINITY): Element[] {
  const found: Element[] = [];
  const rest: Node[] = [...nodes].reverse();
  for (let node = rest.pop(); node !== undefined && found.length < most; node = rest.pop()) {
    if (node.kind === 'text') continue;
    if (accept(node)) found.push(node);
    else for (let index = node.children.length - 1; index >= 0; index--) rest.push(node.children[index] as Node); // index is in range
  }
  return found;
}

/** The first of them. */
export function find(nodes: readonly Node[], accept: (element: Element) => boolean): Element | null {
  return findAll(nodes, accept, 1)[0] ?? null;
}

export function textLine(text: string, style: Style): Atom[] {
  return text === '' ? [] : [textAtom(text, style.marks, style.url)];
}
