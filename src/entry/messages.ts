import * as z from 'zod/mini';
import type { Touch, Work } from '../sync';

/** Messages that the app queued itself. Checked all the same: events survive a deployment, so an older version may have written them. */
const cause = z.enum(['event', 'poll', 'probe', 'subtree', 'retry', 'backfill', 'sweep', 'resync', 'withdrawal']);
const touch = z.object({
  id: z.string(),
  type: z.enum(['page', 'blogpost']),
  spaceId: z.nullable(z.string()),
  at: z.number(),
  cause,
  below: z.boolean(),
  awaited: z.boolean(),
});
const step = { runId: z.string(), step: z.number() };
const work = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('list'), ...step }),
  z.object({ kind: z.literal('lane'), lane: z.number(), ...step }),
  z.object({ kind: z.literal('settle'), ...step }),
  z.object({ kind: z.literal('leave'), ...step }),
  z.object({ kind: z.literal('below'), id: z.string(), spaceId: z.nullable(z.string()), at: z.number(), cause }),
  z.object({ kind: z.literal('space'), spaceId: z.string() }),
  z.object({ kind: z.enum(['probe', 'kept-out']), spaceId: z.string(), after: z.nullable(z.string()) }),
]);

export const touchMessage = (body: unknown): Touch => touch.parse(body);
export const workMessage = (body: unknown): Work => work.parse(body);
