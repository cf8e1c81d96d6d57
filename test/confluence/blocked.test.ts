/** Whether a data security policy keeps a space from apps is known, or an error. */
import { connectConfluence } from '../../src/confluence';
import { scripted } from './scripted';

test('a question about data security policies that fails says of no space that it is open', async () => {
  const refused = scripted(() => ({ status: 403 }));
  await expect(connectConfluence(refused.options).blockedSpaces(['1'])).rejects.toMatchObject({ kind: 'forbidden' });
  const unknown = scripted(() => ({ status: 404 }));
  expect(await connectConfluence(unknown.options).blockedSpaces(['1'])).toEqual(new Set());
});
