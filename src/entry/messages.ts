import * as v from '@badrap/valita';
import { causes, type Touch, type Work } from '../sync';
import { number, oneOf } from './payloads';

/** Messages that the app queued itself. Checked all the same: events survive a deployment, so an older version may have written them. */
const cause = oneOf(...causes);
const touch = v.object({
  id: v.string(),
  type: oneOf('page', 'blogpost'),
  spaceId: v.string().nullable(),
  at: number,
  cause,
  below: v.boolean(),
  awaited: v.boolean(),
});
const step = { runId: v.string(), step: number };
const work = v.union(
  v.object({ kind: v.literal('list'), ...step }),
  v.object({ kind: v.literal('lane'), lane: number, ...step }),
  v.object({ kind: v.literal('settle'), ...step }),
  v.object({ kind: v.literal('leave'), ...step }),
  v.object({ kind: v.literal('end'), ...step }),
  v.object({ kind: v.literal('below'), id: v.string(), spaceId: v.string().nullable(), at: number, cause, after: v.string().optional() }),
  v.object({ kind: v.literal('source') }),
  v.object({ kind: v.literal('space'), spaceId: v.string() }),
  v.object({ kind: v.literal('keywords'), ids: v.array(v.string()).nullable() }),
  v.object({ kind: v.literal('probe'), spaceId: v.string(), after: v.string().nullable() }),
  v.object({ kind: v.literal('kept-out'), spaceId: v.string(), after: v.string().nullable(), onwards: v.boolean().optional() }),
);

export const touchMessage = (body: unknown): Touch => touch.parse(body, { mode: 'strip' });
export const workMessage = (body: unknown): Work => work.parse(body, { mode: 'strip' });
