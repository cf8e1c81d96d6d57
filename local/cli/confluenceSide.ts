import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../clock';
import { createConfluence, type LocalConfluence, loadFolder } from '../confluence';
import { uuidOf } from '../confluence/model/ids';
import type { SeedSite } from '../confluence/seed';
import { demoSite } from '../demo';
import { journalIn } from './journal';
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
  stop(): Promise<void>;
}

interface Mount {
  adminUrl: string;
  repositoryUrl: string;
}

/** @throws AccountError with a remote one that does not take the credentials */
export async function openConfluence(options: CliOptions, clock: Clock, mount: Mount, given?: LocalConfluence): Promise<ConfluenceSide> {
  const source = options.confluence;
  if (source.kind === 'remote') {
    const accounts = await remoteAccounts(source);
    const siteUrl = new URL(source.url).origin;
    return { local: null, accounts, cloudId: uuidOf('cloud', siteUrl), siteUrl, apiUrl: source.url, stop: async () => {} };
  }
  const local = given ?? create(options, withFolder(demoSite(), source.contentDir), clock, mount);
  const server = await local.listen(0);
  const { cloudId, host } = local.model.state;
  return { local, accounts: embeddedAccounts(), cloudId, siteUrl: `https://${host}`, apiUrl: server.url, stop: server.close };
}

function withFolder(seed: SeedSite, contentDir: string | null): SeedSite {
  return contentDir === null ? seed : { ...seed, spaces: [...seed.spaces, loadFolder(contentDir)] };
}

function create({ dataDir }: CliOptions, seed: SeedSite, clock: Clock, mount: Mount): LocalConfluence {
  if (dataDir === null) return createConfluence({ seed, clock, mount });
  mkdirSync(dataDir, { recursive: true });
  const journal = journalIn(path.join(dataDir, 'confluence.ndjson'), seed, clock);
  const local = createConfluence({ seed, clock: journal.clock, mount });
  journal.attach(local.model);
  return local;
}
