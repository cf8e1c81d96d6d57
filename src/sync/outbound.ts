import type { Snapshot } from '../content';
import { largestFile } from '../document';
import { OUTBOUND_PER_INVOCATION, type Ports } from './ports';
import { bytesOf } from './push';

/** The outbound requests that are left to this invocation. */
export interface Outbound {
  /** False if so many are not left. Else they are promised: what is under way side by side is counted only when it is answered. */
  take(requests: number): boolean;
}

export function outboundOf(ports: Ports): Outbound {
  let promised = 0;
  return {
    take(requests) {
      const spent = Math.max(promised, ports.usage.qontextRequests);
      // What alone is more than all goes first or never.
      if (spent > 0 && spent + requests > OUTBOUND_PER_INVOCATION) return false;
      promised = spent + requests;
      return true;
    },
  };
}

/** One for each file, about: Markdown is no longer than its source as a rule. */
export function requestsFor({ content, comments }: Snapshot): number {
  const bytes = comments.reduce((sum, comment) => sum + bytesOf(comment.body.value), bytesOf(content.body.value));
  return Math.max(1, Math.ceil(bytes / largestFile));
}
