import * as v from '@badrap/valita';
import type { AccountId } from '../content';
import { nullish, pathOf, text } from './answers';
import { ConfluenceError } from './errors';
import type { Http } from './http';
import { chunks } from './parallel';
import { listSpaces } from './spaces';

const rawUser = v.object({ accountId: text, displayName: text, publicName: text });

export async function listNames(http: Http, accountIds: readonly AccountId[]): Promise<Map<AccountId, string>> {
  const names = new Map<AccountId, string>();
  for (const some of chunks([...new Set(accountIds)], 250)) {
    const { value } = await http.ask({
      operation: 'users.bulk',
      path: '/wiki/api/v2/users-bulk',
      body: { accountIds: some },
      schema: v.object({ results: v.array(rawUser) }),
      points: (answer) => answer.results.length * 2,
    });
    for (const user of value.results) {
      const name = user.displayName || user.publicName;
      if (user.accountId && name) names.set(user.accountId, name);
    }
  }
  return names;
}

const operations = v.array(v.object({ operation: text, targetType: text }));
type Operations = v.Infer<typeof operations>;

/** Whether the person whose request it is administers the site. */
export async function isSiteAdmin(http: Http): Promise<boolean> {
  return ifAllowed(async () => {
    const { value } = await http.ask({
      operation: 'user.current',
      path: pathOf('/wiki/rest/api/user/current', { expand: 'operations' }),
      schema: v.object({ operations: nullish(operations) }),
      points: () => 2,
    });
    return administers(value.operations ?? [], 'application');
  });
}

/** Whether the person whose request it is administers the space. */
export async function isSpaceAdmin(http: Http, spaceKey: string): Promise<boolean> {
  return ifAllowed(async () => {
    const { spaces } = await listSpaces(http, { keys: [spaceKey] });
    const space = spaces.find((one) => one.key === spaceKey);
    if (!space) return false;
    const { value } = await http.ask({
      operation: 'spaces.operations',
      path: pathOf(`/wiki/api/v2/spaces/${space.id}`, { 'include-operations': 'true' }),
      schema: v.object({ operations: nullish(v.object({ results: operations })) }),
      points: () => 1,
    });
    return administers(value.operations?.results ?? [], 'space');
  });
}

function administers(list: Operations, target: string): boolean {
  return list.some((one) => one.operation === 'administer' && one.targetType === target);
}

/** Guests and people without Confluence are refused (ECO-1450): they administer nothing. Any other failure is not an answer. */
async function ifAllowed(check: () => Promise<boolean>): Promise<boolean> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof ConfluenceError && ['unauthorized', 'forbidden', 'not-found'].includes(error.kind)) return false;
    throw error;
  }
}
