import { QontextError } from './errors';
import type { Send } from './request';
import { fileListSchema, keyCheckSchema } from './schemas';
import type { Workspace } from './types';

/** Checks the key and says whose it is. Throws kind 'auth' for a key that Qontext does not take. */
export async function workspace(send: Send): Promise<Workspace> {
  try {
    const answer = await send({ operation: 'auth.validate', method: 'POST', path: '/auth/validate-key', body: {}, answer: keyCheckSchema });
    const { id, name, url } = answer.workspace;
    // The admin page makes a link of it: nothing but a web address may become one.
    return { id, name, url: url && /^https?:\/\//.test(url) ? url : null };
  } catch (error) {
    if (!(error instanceof QontextError) || error.status !== 404) throw error;
    // The check is older than the Files API and not described with it. Should it go, a list shows as well that the key is taken.
    await send({ operation: 'files.list', method: 'GET', path: '/v1/files', query: { limit: '1' }, answer: fileListSchema });
    return { id: '', name: 'Qontext', url: null };
  }
}
