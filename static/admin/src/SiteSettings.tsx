import Heading from '@atlaskit/heading';
import { type ComponentType, lazy } from 'react';
import type { Overview } from '../../../src/api/siteAdmin';
import { call } from './api';
import { GuardContext, useMadeGuard } from './guard';
import { type Loaded, useLoaded } from './hooks/useLoaded';
import { usePlace } from './hooks/usePlace';
import { runsPollMs } from './live';
import { TabbedPage } from './parts/TabbedPage';
import { View } from './parts/View';
import { PausedBanner } from './policy/Pause';
import { PreviewProvider } from './preview/PreviewProvider';
import { Summary } from './Summary';
import { Connection } from './tabs/Connection';

/** What every tab gets: the overview, which the page keeps fresh, where in the tab one is, and the way to another place. */
export interface TabProps {
  overview: Overview;
  refresh(): Promise<void>;
  replace: Loaded<Overview>['replace'];
  inside: string[];
  go(place: string): void;
}

const Spaces = lazy(() => import('./tabs/Spaces'));
const Policy = lazy(() => import('./tabs/Policy'));
const Activity = lazy(() => import('./tabs/Activity'));
const Health = lazy(() => import('./tabs/Health'));
const Settings = lazy(() => import('./tabs/Settings'));

const tabs: { place: string; label: string; content: ComponentType<TabProps> }[] = [
  { place: 'connection', label: 'Connection', content: Connection },
  { place: 'spaces', label: 'Spaces', content: Spaces },
  { place: 'policy', label: 'Policy', content: Policy },
  { place: 'activity', label: 'Activity', content: Activity },
  { place: 'health', label: 'Health', content: Health },
  { place: 'settings', label: 'Settings', content: Settings },
];
const places = tabs.map((tab) => tab.place);
const contents = new Map(tabs.map((tab) => [tab.place, tab.content]));

/** The site settings page. */
export function SiteSettings() {
  const { dialog, ...guard } = useMadeGuard();
  const place = usePlace(places, guard);
  const overview = useLoaded(
    'overview',
    () => call('overview'),
    (known) => runsPollMs(known?.runs ?? []),
  );
  return (
    <GuardContext.Provider value={guard}>
      <PreviewProvider load={(content) => call('preview', { content })}>
        <main className="page">
          <Heading size="large" as="h1">
            Mirror to Qontext
          </Heading>
          <View what="the overview" loaded={overview} headingLevel="h2">
            {(value) => (
              <>
                <Summary overview={value} />
                {value.paused && (
                  <PausedBanner
                    onResumed={() => {
                      overview.replace((before) => ({ ...before, paused: false }));
                      void overview.reload();
                    }}
                  />
                )}
                <TabbedPage tabs={tabs} place={place}>
                  {(tab) => {
                    const Content = contents.get(tab) ?? Connection;
                    return (
                      <Content overview={value} refresh={overview.reload} replace={overview.replace} inside={place.inside} go={place.go} />
                    );
                  }}
                </TabbedPage>
              </>
            )}
          </View>
        </main>
      </PreviewProvider>
      {dialog}
    </GuardContext.Provider>
  );
}
