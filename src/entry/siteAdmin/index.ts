import type { SiteAdminApi } from '../../api/siteAdmin';
import { type Call, RefusedError, resolverOf } from '../resolver';
import { handlers } from './handlers';

/** Resolver of the site's settings page. */
export const siteAdmin = resolverOf<SiteAdminApi, Call>(handlers, async (call) => {
  if (await call.caller.isSiteAdmin()) return call;
  throw new RefusedError('Only Confluence administrators may use this page. Ask one of yours to do this, or to make you one.');
});
