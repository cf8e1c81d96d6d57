import * as v from '@badrap/valita';
import { policyLimits } from '../scope';

/** What browsers send. Everything is bounded: any user who can open a page can call its resolvers with anything. */

export const number = v.number().assert(Number.isFinite);
/** In what Forge itself says, ids come as text or as numbers, sometimes the same field both ways. */
export const anyId = v.union(v.string(), number).map(String);

export const oneOf = <T extends string>(...words: T[]): v.Type<T> => v.union(...words.map((word) => v.literal(word)));
const isBetween = (value: number, min: number, max: number) => min <= value && value <= max;
export const bounded = (min: number, max: number) => v.string().assert((text) => isBetween(text.length, min, max));
/** As `bounded`, of what is left without the blanks around it. */
export const trimmed = (min: number, max: number) =>
  v
    .string()
    .map((text) => text.trim())
    .assert((text) => isBetween(text.length, min, max));
const matching = (pattern: RegExp) => v.string().assert((text) => pattern.test(text));
export const integer = (min: number, max: number) => v.number().assert((value) => Number.isInteger(value) && isBetween(value, min, max));
/** Of a list that is too long no item is looked at: what is wrong is collected by recursion, and must not be collected without end. */
const list = <T>(item: v.Type<T>, min: number, max: number): v.Type<T[]> =>
  v
    .array()
    .assert((items) => isBetween(items.length, min, max))
    .chain(v.array(item));

/** Forge sends an empty record, or nothing, where a call has no payload; whatever comes is not looked at. */
export const none = v.unknown().map((): undefined => undefined);
export const id = matching(/^\d{1,20}$/);
export const runId = matching(/^[a-z0-9]{1,24}$/);
export const cursor = bounded(0, 2000).optional();
export const activityFilter = {
  kind: oneOf('create', 'update', 'rename', 'move', 'withdraw', 'hold', 'fail').optional(),
  outcome: oneOf('done', 'in-review', 'merged', 'failed', 'held').optional(),
  cursor,
};
const target = v.union(
  v.object({ kind: v.literal('space') }),
  v.object({ kind: v.literal('blogposts') }),
  v.object({ kind: v.literal('tree'), id }),
  v.object({ kind: v.literal('content'), id }),
);
export const rules = list(v.object({ target, choice: oneOf('include', 'exclude') }), 0, 2000);
export const wanted = v.object({ wanted: list(v.object({ spaceId: id, rules }), 1, 100) });
/** A page id, or an address. */
export const content = trimmed(1, 2000);
export const instructions = bounded(0, policyLimits.instructionsLength);
/** The front end may send 500 KB; a selection of some thousand rules has about 100. */
export const yaml = v.object({ yaml: bounded(0, 400_000) });

const keys = list(trimmed(1, policyLimits.keyLength), 0, policyLimits.keys);
/** As Confluence writes them: a file has them so, too, and what is exported and imported again is no change. */
const label = bounded(1, policyLimits.labelLength)
  .assert((text) => /^\S+$/.test(text))
  .map((text) => text.toLowerCase());
const labels = list(label, 0, policyLimits.labels);
export const policy = v.object({
  offered: v.union(
    v.object({ kind: v.literal('all') }),
    v.object({ kind: v.literal('only'), keys }),
    v.object({ kind: v.literal('except'), keys }),
  ),
  selfService: oneOf('decide', 'narrow', 'none'),
  personalSpaces: v.boolean(),
  archived: v.boolean(),
  labelsOut: labels,
  labelsIn: labels,
  restricted: oneOf('never', 'audiences'),
  graceMinutes: integer(0, policyLimits.graceMinutes),
  paused: v.boolean(),
  instructions,
  keywords: list(trimmed(policyLimits.keywordLength.min, policyLimits.keywordLength.max), 0, policyLimits.keywords),
});
