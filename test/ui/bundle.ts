import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildStale, buildSteps } from '../../local/cli/build';

export const appDir = join(__dirname, '..', '..');
/** The UI Kit bundle, as Atlassian's bundler writes it. */
export const uiKitDir = join(appDir, '.forge-build', 'ui', 'page-status');

/** Builds the bundle if a source is newer. */
export async function buildUiKit(): Promise<void> {
  await buildStale(
    appDir,
    buildSteps().filter(({ name }) => name === 'function bundle'),
  );
}

export const uiKitScript = (): string => readFileSync(join(uiKitDir, 'page-status.js'), 'utf8');
