import path from 'node:path';
import type { Clock } from '../clock';
import { createQontext, type Qontext } from '../qontext';
import type { CliOptions } from './options';
import { embeddedView, type RepositoryView, remoteView } from './repositoryView';

/** The Qontext that the app writes to: the one in this process, or another. */
export interface QontextSide {
  local: Qontext | null;
  /** Of the API. */
  url: string;
  /** Of the page on which a person looks around; null if unknown. */
  webUrl: string | null;
  apiKey: string;
  view: RepositoryView;
  stop(): Promise<void>;
}

export async function openQontext(options: CliOptions, clock: Clock): Promise<QontextSide> {
  const target = options.qontext;
  if (target.kind === 'remote') {
    return {
      local: null,
      url: target.url,
      webUrl: null,
      apiKey: target.key,
      view: remoteView(target.url, target.key),
      stop: async () => {},
    };
  }
  const local = createQontext({
    clock,
    ...(target.key === null ? {} : { keys: [{ key: target.key, name: 'Command line' }] }),
    ...(options.dataDir === null ? {} : { data: path.join(options.dataDir, 'qontext') }),
  });
  const server = await local.listen(options.port === 0 ? 0 : options.port + 2);
  return {
    local,
    url: server.url,
    webUrl: server.url,
    apiKey: target.key ?? local.defaultKey,
    view: embeddedView(local),
    stop: server.close,
  };
}
