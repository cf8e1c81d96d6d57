import { useContext } from 'react';
import { SiteSettings } from './SiteSettings';
import { SiteContext } from './site';

/** One bundle serves every place of the app in Confluence, since Forge puts its bridge only into index.html; the module's key says which. */
export function App() {
  return pageFor(useContext(SiteContext).moduleKey);
}

function pageFor(moduleKey: string) {
  switch (moduleKey) {
    default:
      return <SiteSettings />;
  }
}
