import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const page = z.object({ key: z.string(), title: z.string(), resource: z.string() });
const manifest = z.object({
  modules: z.object({
    'confluence:globalSettings': z.array(page.extend({ resolver: z.object({ function: z.string() }) })).min(1),
    'confluence:spaceSettings': z.array(page.extend({ route: z.string() })).default([]),
    'confluence:contentBylineItem': z.array(page.extend({ tooltip: z.string().default('') })).default([]),
  }),
  resources: z.array(z.object({ key: z.string(), path: z.string() })),
});

/** The app's surfaces on the site, by its own manifest. */
export interface SiteModules {
  settings: { key: string; title: string; resolver: { function: string } };
  /** Both settings pages are one Custom UI resource: the absolute path of the folder with its built page. */
  resourceDir: string;
  spaceSettings: { key: string; title: string; route: string } | null;
  byline: { key: string; title: string; tooltip: string; resource: string }[];
  /** Folders of the built UI Kit resources, by key. */
  uiKit: Record<string, string>;
}

/** @throws Error if the manifest has no page in the site's settings. */
export function siteModules(appDir: string): SiteModules {
  const { modules, resources } = manifest.parse(parse(readFileSync(path.join(appDir, 'manifest.yml'), 'utf8')));
  const [settings] = modules['confluence:globalSettings'];
  const [spaceSettings = null] = modules['confluence:spaceSettings'];
  const byline = modules['confluence:contentBylineItem'];
  const resource = resources.find((one) => one.key === settings?.resource);
  if (!settings || !resource) throw new Error('manifest.yml: confluence:globalSettings names a resource that is not among the resources.');
  if (spaceSettings && spaceSettings.resource !== resource.key)
    throw new Error(
      'manifest.yml: this host serves one Custom UI resource, so confluence:spaceSettings must have that of confluence:globalSettings.',
    );
  return {
    settings,
    resourceDir: path.join(appDir, resource.path),
    spaceSettings,
    byline,
    uiKit: Object.fromEntries(byline.map(({ resource: key }) => [key, path.join(appDir, '.forge-build', 'ui', key)])),
  };
}
