import { type Child, type ChildOwner, endChild } from './child';

/**
 * Processes that idle between hosts of the same bundle. The platform, too, lets one warm process serve several sites of an app: what an app
 * keeps in memory of one site is there when it is called for another.
 */
export interface WarmProcesses {
  /** A process for this owner. Null: none is idle. */
  take(owner: ChildOwner): Child | null;
  /** A process in which nothing is under way. */
  give(child: Child): Promise<void>;
  /** Ends those that idle, and from then on each that is given. */
  close(): Promise<void>;
}

export function warmProcesses(): WarmProcesses {
  const idle = new Set<Child>();
  let closed = false;
  const nobody: ChildOwner = { heard: () => undefined, printed: () => undefined, ended: (child) => void idle.delete(child) };
  return {
    take(owner) {
      const [child] = idle;
      if (!child) return null;
      idle.delete(child);
      child.owner = owner;
      return child;
    },
    async give(child) {
      child.owner = nobody;
      if (closed) await endChild(child);
      else idle.add(child);
    },
    async close() {
      closed = true;
      await Promise.all([...idle].map(endChild));
    },
  };
}
