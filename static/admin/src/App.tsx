import { type ComponentType, lazy, Suspense, useContext } from 'react';
import { Problem } from './parts/Problem';
import { Loading } from './parts/View';
import { SiteSettings } from './SiteSettings';
import { SiteContext } from './site';

/** One bundle for every place of the app in Confluence, since Forge puts its bridge into index.html only. By the manifest's module keys. */
const pages: Record<string, ComponentType> = {
  'site-settings': SiteSettings,
  'space-settings': lazy(() => import('./space/SpaceSettings')),
};

export function App() {
  const { moduleKey } = useContext(SiteContext);
  const Page = pages[moduleKey];
  if (Page)
    return (
      <Suspense fallback={<Loading what="the page" />}>
        <Page />
      </Suspense>
    );
  return (
    <Problem
      title="This page could not be opened"
      message={`The app does not know the place “${moduleKey}”.`}
      meaning="The mirror goes on without it. Reload the page; if that does not help, the app is being updated on this site: try again in some minutes."
      headingLevel="h2"
    />
  );
}
