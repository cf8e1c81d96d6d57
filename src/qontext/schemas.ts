import * as z from 'zod/mini';

/** What Qontext answers, as far as the app reads it. Further fields are accepted and left alone. */
export const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  parentId: z.nullable(z.string()),
  lastChangeId: z.string(),
});

export const fileWithContentSchema = z.extend(fileSchema, { content: z.string() });

export const folderSchema = z.object({ id: z.string(), name: z.string(), path: z.string(), parentId: z.nullable(z.string()) });

/** An accepted edit, or a change that waits for a person. The status alone does not tell: both are successes. */
export const replacedSchema = z.discriminatedUnion('object', [
  z.object({ object: z.literal('edit'), file: fileSchema, content: z.string() }),
  z.object({ object: z.literal('change'), id: z.string(), reason: z._default(z.string(), 'unknown') }),
]);

export const fileListSchema = z.object({ hasMore: z.boolean(), nextCursor: z.optional(z.nullable(z.string())), data: z.array(fileSchema) });
export const folderListSchema = z.object({ data: z.array(folderSchema) });

export const keyCheckSchema = z.object({
  workspace: z.object({ id: z.string(), name: z.string(), url: z.optional(z.nullable(z.string())) }),
});

export const problemSchema = z.object({
  code: z.string(),
  detail: z.optional(z.string()),
  requestId: z.optional(z.string()),
});
