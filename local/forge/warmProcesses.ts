import { type Child, type ChildOwner, endChild } from './child';

/**
 * Processes that idle between hosts of the same bundle. The platform, too, lets one warm process serve several sites of an app: what an app
 * keeps in memory of one site is there when it is called for another.
 */
export interface WarmProcesses {
  /** A process for this owner. Null: none is idle. */
  take(owner: ChildOwner): Child | null;
  /** A process in which nothing is under way. */
  give(child: Child): void;
  /** Ends those that idle. */
  close(): Promise<void>;
}

export function warmProcesses(): WarmProcesses {
  const idle = new Set<Child>();
  const nobody: ChildOwner = { heard: () => undefined, printed: () => undefined, ended: (child) => void idle.delete(child) };
  return {
    take(owner) {
      const [child] = idle;
      if (!child) return null;
      idle.delete(child);
      child.owner = owner;
      return child;
    },
    give(child) {
      child.owner = nobody;
      idle.add(child);
    },
    async close() {
      await Promise.all([...idle].map(endChild));
    },
  };
}
