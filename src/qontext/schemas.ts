import * as v from '@badrap/valita';

/** The name and the parent as the rest of the app wants them: there, or null. */
function completed<T extends { path: string; name?: string | undefined; parentId?: string | null | undefined }>(item: T) {
  return { ...item, name: item.name ?? item.path.slice(item.path.lastIndexOf('/') + 1), parentId: item.parentId ?? null };
}

/**
 * What Qontext answers, as far as the app reads it. Further fields are accepted and left alone. `parentId` came to files only in
 * September 2026, and no public text lists the fields of a file: what can be told from others need not be there.
 */
const fileFields = {
  id: v.string(),
  name: v.string().optional(),
  path: v.string(),
  parentId: v.string().nullable().optional(),
  lastChangeId: v.string(),
};

export const fileSchema = v.object(fileFields).map(completed);

export const fileWithContentSchema = v.object({ ...fileFields, content: v.string() }).map(completed);

export const folderSchema = v
  .object({ id: v.string(), name: v.string().optional(), path: v.string(), parentId: v.string().nullable().optional() })
  .map(completed);

/** An accepted edit, or a change that waits for a person. The status alone does not tell: both are successes. */
export const replacedSchema = v.union(
  v.object({ object: v.literal('edit'), file: fileSchema, content: v.string() }),
  v.object({ object: v.literal('change'), id: v.string(), reason: v.string().optional(() => 'unknown') }),
);

export const fileListSchema = v.object({ hasMore: v.boolean(), nextCursor: v.string().nullable().optional(), data: v.array(fileSchema) });
export const folderListSchema = v.object({ data: v.array(folderSchema) });

export const keyCheckSchema = v.object({
  workspace: v.object({ id: v.string(), name: v.string(), url: v.string().nullable().optional() }),
});

export const problemSchema = v.object({
  code: v.string(),
  detail: v.string().optional(),
  requestId: v.string().optional(),
});
