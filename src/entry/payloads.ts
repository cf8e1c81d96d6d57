import * as z from 'zod/mini';

/** What browsers send. Everything is bounded: any user who can open a page can call its resolvers with anything. */

/** Forge sends an empty record, or nothing, where a call has no payload; whatever comes is not looked at. */
export const none = z.pipe(
  z.unknown(),
  z.transform((): undefined => undefined),
) as unknown as z.ZodMiniType<undefined>;
export const id = z.string().check(z.regex(/^\d{1,20}$/));
export const runId = z.string().check(z.regex(/^[a-z0-9]{1,24}$/));
export const cursor = z.optional(z.string().check(z.maxLength(2000)));
export const activityFilter = {
  kind: z.optional(z.enum(['create', 'update', 'rename', 'move', 'withdraw', 'hold', 'fail'])),
  outcome: z.optional(z.enum(['done', 'in-review', 'merged', 'failed', 'held'])),
  cursor,
};
const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('space') }),
  z.strictObject({ kind: z.literal('blogposts') }),
  z.strictObject({ kind: z.literal('tree'), id }),
  z.strictObject({ kind: z.literal('content'), id }),
]);
export const rules = z.array(z.strictObject({ target, choice: z.enum(['include', 'exclude']) })).check(z.maxLength(2000));
export const wanted = z.strictObject({ wanted: z.array(z.strictObject({ spaceId: id, rules })).check(z.minLength(1), z.maxLength(100)) });
/** A page id, or an address. */
export const content = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000));
export const instructions = z.string().check(z.maxLength(4000));
/** The front end may send 500 KB; a selection of some thousand rules has about 100. */
export const yaml = z.strictObject({ yaml: z.string().check(z.maxLength(400_000)) });

const keys = z.array(z.string().check(z.trim(), z.minLength(1), z.maxLength(255))).check(z.maxLength(1000));
const labels = z.array(z.string().check(z.regex(/^\S{1,255}$/))).check(z.maxLength(50));
export const policy = z.strictObject({
  offered: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('only'), keys }),
    z.strictObject({ kind: z.literal('except'), keys }),
  ]),
  selfService: z.enum(['decide', 'narrow', 'none']),
  personalSpaces: z.boolean(),
  archived: z.boolean(),
  labelsOut: labels,
  labelsIn: labels,
  restricted: z.enum(['never', 'audiences']),
  graceMinutes: z.int().check(z.gte(0), z.lte(10_080)),
  paused: z.boolean(),
  instructions,
  keywords: z.array(z.string().check(z.trim(), z.minLength(2), z.maxLength(100))).check(z.maxLength(50)),
});
