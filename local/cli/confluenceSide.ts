import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../clock';
import { createConfluence, type LocalConfluence, loadFolder, type Mount } from '../confluence';
import { uuidOf } from '../confluence/model/ids';
import type { SeedSite } from '../confluence/seed';
import { demoSite } from '../demo';
import type { ProductTarget } from '../forge';
import { asToAnApp } from './asPerson';
import { journalIn } from './journal';
import { keepToSite } from './kept';
import type { CliOptions } from './options';
import { type Accounts, embeddedAccounts, remoteAccounts } from './people';

/** The Confluence that the app reads: the one in this process, or another. */
export interface ConfluenceSide {
  /** Null: another one. */
  local: LocalConfluence | null;
  accounts: Accounts;
  /** The site's id with Atlassian; the same at every start. */
  cloudId: string;
  /** What the app is told that its site is, as `https://<host>`. */
  siteUrl: string;
  /** Where product calls go. */
  apiUrl: string;
  amend?: ProductTarget['amend'];
  stop(): Promise<void>;
}

interface SiteMount extends Mount {
  /** Where a browser sees the wiki. */
  shellUrl: string;
}

/** @throws AccountError with a remote one that does not take the credentials, KeptStateError */
export async function openConfluence(
  options: CliOptions,
  clock: Clock,
  mount: SiteMount,
  given?: LocalConfluence,
): Promise<ConfluenceSide> {
  const source = options.confluence;
  keepToSite(options.dataDir, source.kind === 'remote' ? source.url : null);
  if (source.kind === 'remote') {
    const accounts = await remoteAccounts(source);
    const siteUrl = new URL(source.url).origin;
    return {
      local: null,
      accounts,
      cloudId: uuidOf('cloud', siteUrl),
      siteUrl,
      apiUrl: source.url,
      amend: asToAnApp,
      stop: async () => {},
    };
  }
  const local = given ?? create(options, withFolder(demoSite(), source.contentDir), clock, mount);
  const server = await local.listen(0);
  const { cloudId, host } = local.model.state;
  const siteUrl = keptAddress(options, host, mount.shellUrl);
  local.settings.baseUrl = `${siteUrl}/wiki`;
  return { local, accounts: embeddedAccounts(), cloudId, siteUrl, apiUrl: server.url, stop: server.close };
}

/**
 * The address by which the app knows the site, and which all links to pages begin with. While the site stays it is the wiki's own, so that
 * links in the repository lead there; the result of --once shall not depend on a port. Kept state keeps it: the repository's root is named after it.
 */
function keptAddress({ mode, dataDir }: CliOptions, host: string, shellUrl: string): string {
  const address = mode === 'stay' ? shellUrl : `https://${host}`;
  if (dataDir === null) return address;
  const file = path.join(dataDir, 'address.txt');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${address}\n`);
  return address;
}

function withFolder(seed: SeedSite, contentDir: string | null): SeedSite {
  return contentDir === null ? seed : { ...seed, spaces: [...seed.spaces, loadFolder(contentDir)] };
}

function create({ dataDir }: CliOptions, seed: SeedSite, clock: Clock, mount: SiteMount): LocalConfluence {
  if (dataDir === null) return createConfluence({ seed, clock, mount });
  mkdirSync(dataDir, { recursive: true });
  const journal = journalIn(path.join(dataDir, 'confluence.ndjson'), seed, clock);
  const local = createConfluence({ seed, clock: journal.clock, mount });
  journal.attach(local.model);
  return local;
}
