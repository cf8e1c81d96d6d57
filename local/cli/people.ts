import { appUser, people } from '../people';
import type { ConfluenceSource } from './options';
import { askSteadily } from './steady';

/** Who the app and its admin are on the Confluence that is used. */
export interface Accounts {
  /** Account id of the person in whose name the command connects and includes. */
  siteAdmin: { accountId: string; name: string };
  /** The headers of a request to Confluence as the app, or as one person. */
  headers(principal: { kind: 'app' } | { kind: 'user'; accountId: string }): Record<string, string>;
}

/** Confluence could not be asked who one is. */
export class AccountError extends Error {
  override name = 'AccountError';
}

const basic = (email: string, token: string) => ({ authorization: `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}` });

/** The demo site's people: everybody signs in as themselves, the app as the user that Confluence makes for an app. */
export function embeddedAccounts(): Accounts {
  const siteAdmin = people.find((person) => person.groups.includes('site-admins'));
  if (!siteAdmin) throw new AccountError('Nobody of the demo site administers it.');
  return {
    siteAdmin,
    headers(principal) {
      const person = principal.kind === 'app' ? appUser : people.find((one) => one.accountId === principal.accountId);
      return person ? basic(person.email, person.token) : {};
    },
  };
}

function adviceOn(status: number): string {
  if (status === 401 || status === 403) return 'check --email and --token.';
  if (status === 429 || status >= 500) return 'it has no time now; try again in a few minutes.';
  return "is that the site's address? Check --confluence.";
}

/**
 * Another Confluence: the app and the admin are both the person whose token was given.
 * @throws AccountError
 */
export async function remoteAccounts({ url, email, token }: Extract<ConfluenceSource, { kind: 'remote' }>): Promise<Accounts> {
  const headers = basic(email, token);
  const whoAmI = `${url}/wiki/rest/api/user/current`;
  const response = await askSteadily(whoAmI, { ...headers, accept: 'application/json' }).catch((error) => {
    throw new AccountError(`Confluence does not answer at ${url}: ${error.cause instanceof Error ? error.cause.message : error}`);
  });
  if (!response.ok) throw new AccountError(`Confluence answers ${response.status} at ${whoAmI}: ${adviceOn(response.status)}`);
  const user: unknown = await response.json().catch(() => null);
  const accountId = user !== null && typeof user === 'object' && 'accountId' in user ? user.accountId : null;
  if (typeof accountId !== 'string') throw new AccountError(`${whoAmI} names no account: is ${url} the site's address?`);
  const name = user !== null && typeof user === 'object' && 'displayName' in user ? String(user.displayName) : email;
  return { siteAdmin: { accountId, name }, headers: () => headers };
}
