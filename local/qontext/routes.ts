import { z } from 'zod';
import { fileRoutes } from './fileRoutes';
import { folderRoutes } from './folderRoutes';
import { type Answer, type Call, ok, parse, type Route } from './route';
import { type Found, searchHybrid, searchRegex } from './search';
import { pathOf } from './state';

/** The Files API. Bodies are checked strictly: an unknown field is refused, as the real API says it does. */
export const routes: readonly Route[] = [
  {
    method: 'POST',
    pattern: /^\/auth\/validate-key$/,
    operation: 'auth.validate',
    run: ({ state, body }) => {
      parse(z.strictObject({}).optional(), body);
      return ok({ message: 'API key confirmed', workspace: { ...state.workspace, url: null, type: 'team' } });
    },
  },
  ...fileRoutes,
  ...folderRoutes,
  { method: 'POST', pattern: /^\/v1\/search\/hybrid$/, operation: 'search.hybrid', run: (call) => search(call, searchHybrid) },
  { method: 'POST', pattern: /^\/v1\/search\/regex$/, operation: 'search.regex', run: (call) => search(call, searchRegex) },
];

function search({ state, settings, actor, body }: Call, find: typeof searchHybrid): Answer {
  const ask = parse(
    z.strictObject({ query: z.string().min(1), limit: z.int().min(1).max(500).default(10), includeSources: z.boolean().default(true) }),
    body,
  );
  const source = ({ file }: Found) => [{ object: 'file', id: file.id, path: pathOf(state, file) }];
  const found = find(state, actor, ask.query, ask.limit, settings.searchLagMs);
  return ok({
    object: 'list',
    data: found.map((one) => ({ content: one.content, ...(ask.includeSources ? { sources: source(one) } : {}) })),
  });
}
