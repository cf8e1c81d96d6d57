import * as z from 'zod/mini';

/** The name and the parent as the rest of the app wants them: there, or null. */
function completed<T extends { path: string; name?: string | undefined; parentId?: string | null | undefined }>(item: T) {
  return { ...item, name: item.name ?? item.path.slice(item.path.lastIndexOf('/') + 1), parentId: item.parentId ?? null };
}

/**
 * What Qontext answers, as far as the app reads it. Further fields are accepted and left alone. `parentId` came to files only in
 * September 2026, and no public text lists the fields of a file: what can be told from others need not be there.
 */
const fileFields = {
  id: z.string(),
  name: z.optional(z.string()),
  path: z.string(),
  parentId: z.optional(z.nullable(z.string())),
  lastChangeId: z.string(),
};

export const fileSchema = z.pipe(z.object(fileFields), z.transform(completed));

export const fileWithContentSchema = z.pipe(z.object({ ...fileFields, content: z.string() }), z.transform(completed));

export const folderSchema = z.pipe(
  z.object({ id: z.string(), name: z.optional(z.string()), path: z.string(), parentId: z.optional(z.nullable(z.string())) }),
  z.transform(completed),
);

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
