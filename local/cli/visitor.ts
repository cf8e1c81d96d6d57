import type { IncomingMessage } from 'node:http';
import { people } from '../people';
import type { Visitor } from '../web';
import type { ConfluenceSide } from './confluenceSide';

/** The wiki's user switcher sets it to an account id. */
const COOKIE = 'user';

/** Who looks at a page: who the wiki's user switcher says, at first the person who administers the site. With another Confluence always its person. */
export function siteVisitor({ local, accounts }: ConfluenceSide): (req: IncomingMessage) => Visitor {
  const { accountId, name } = accounts.siteAdmin;
  const admin: Visitor = { accountId, name, isSiteAdmin: true };
  if (!local) return () => admin;
  return (req) => {
    const chosen = people.find((person) => person.accountId === cookie(req, COOKIE));
    return chosen ? { accountId: chosen.accountId, name: chosen.name, isSiteAdmin: chosen.groups.includes('site-admins') } : admin;
  };
}

function cookie(req: IncomingMessage, name: string): string | null {
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value !== undefined) return decodeURIComponent(value);
  }
  return null;
}
