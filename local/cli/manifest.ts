import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const manifest = z.object({
  modules: z.object({
    'confluence:globalSettings': z.array(z.object({ key: z.string(), title: z.string(), resource: z.string() })).min(1),
  }),
  resources: z.array(z.object({ key: z.string(), path: z.string() })),
});

/** Where the app's settings page is, by its own manifest. */
export interface SettingsModule {
  key: string;
  title: string;
  /** Absolute path of the folder with the built page. */
  resourceDir: string;
}

/** @throws Error if the manifest has no page in the site's settings. */
export function settingsModule(appDir: string): SettingsModule {
  const { modules, resources } = manifest.parse(parse(readFileSync(path.join(appDir, 'manifest.yml'), 'utf8')));
  const [page] = modules['confluence:globalSettings'];
  const resource = resources.find((one) => one.key === page?.resource);
  if (!page || !resource) throw new Error('manifest.yml: confluence:globalSettings names a resource that is not among the resources.');
  return { key: page.key, title: page.title, resourceDir: path.join(appDir, resource.path) };
}
