import * as v from '@badrap/valita';
import type { ContentId } from '../content';
import { id, pathOf, safeId } from './answers';
import { operation, resource } from './contents';
import type { Http } from './http';
import { listAll } from './paging';
import { chunks, inParallel } from './parallel';

const atOnce = 250;

/**
 * Which of these ids the app can see now, current or archived: two calls for 250, since the type of an id is not known here.
 * The lists leave out the trash. "Convert ids to types" would cost the same points, and may still name what is in the trash.
 */
export async function listVisible(http: Http, ids: readonly ContentId[]): Promise<Set<ContentId>> {
  const questions = chunks(ids, atOnce).flatMap((some) => (['page', 'blogpost'] as const).map((type) => ({ some, type })));
  const answers = await inParallel(questions, 4, ({ some, type }) => {
    const path = pathOf(resource(type), { id: some.map(safeId), limit: atOnce });
    return listAll(http, { operation: operation(type, 'visible'), path, item: v.object({ id }) });
  });
  return new Set(answers.flat().map((raw) => raw.id));
}
