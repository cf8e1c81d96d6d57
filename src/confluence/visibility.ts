import * as z from 'zod/mini';
import type { ContentId } from '../content';
import { safeId, text } from './answers';
import type { Http } from './http';
import { chunks, inParallel } from './parallel';

/** Which of these ids the app can see now: 100 for one call. */
export async function listVisible(http: Http, ids: readonly ContentId[]): Promise<Set<ContentId>> {
  const answers = await inParallel(chunks(ids, 100), 4, async (some) => {
    const { value } = await http.ask({
      operation: 'content.types',
      path: '/wiki/api/v2/content/convert-ids-to-types',
      body: { contentIds: some.map(safeId) },
      schema: z.object({ results: z.record(z.string(), text) }),
      points: (answer) => Object.keys(answer.results).length,
    });
    return some.filter((id) => typeof value.results[id] === 'string');
  });
  return new Set(answers.flat());
}
