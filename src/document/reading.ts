import type { World } from './macros/macro';
import type { Block } from './mdast/blocks';

export interface BodyInput extends Omit<World, 'included'> {
  /** See `World.included`; nothing is known without it. */
  included?: World['included'];
  /** What is known of a task (by its id in the body) beyond the text that the body shows of it; '' for nothing. */
  taskNote?: (localId: string, shown: string) => string;
}

export interface ReadBody {
  blocks: Block[];
  /** Ids of the tasks that the body shows. */
  shownTasks: Set<string>;
}
