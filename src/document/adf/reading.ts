import type { World } from '../macros/macro';
import type { Block } from '../mdast/blocks';
import type { Atom } from '../mdast/phrasing';
import type { AdfNode } from './node';

/** What the readers of nodes are handed: the outer world, and the ways to go on inside of a node (so that no two files need each other). */
export interface Reading extends World {
  /** Local ids of the tasks that the body shows. */
  shownTasks: Set<string>;
  /** What is known of a task beyond the text that the body shows of it; '' for nothing. */
  taskNote(localId: string, shown: string): string;
  blocks(nodes: readonly AdfNode[]): Block[];
  line(nodes: readonly AdfNode[], marks: number): Atom[];
  /** Blocks of storage format: ADF carries what it has no node for as storage markup. */
  storage(markup: string): Block[];
}
