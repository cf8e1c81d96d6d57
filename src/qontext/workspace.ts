import type { Send } from './request';
import { keyCheckSchema } from './schemas';
import type { Workspace } from './types';

/** Checks the key and says whose it is. Throws kind 'auth' for a key that Qontext does not take. */
export async function workspace(send: Send): Promise<Workspace> {
  const answer = await send({ operation: 'auth.validate', method: 'POST', path: '/auth/validate-key', body: {}, answer: keyCheckSchema });
  const { id, name, url } = answer.workspace;
  // The admin page makes a link of it: nothing but a web address may become one.
  return { id, name, url: url && /^https?:\/\//.test(url) ? url : null };
}
