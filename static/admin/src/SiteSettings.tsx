import Heading from '@atlaskit/heading';
import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import type { Overview } from '../../../src/api/siteAdmin';
import { call } from './api';
import { type Loaded, useLoaded } from './hooks/useLoaded';
import { usePlace } from './hooks/usePlace';
import { runsPollMs } from './live';
import { Loading, View } from './parts/View';
import { Summary } from './Summary';
import { Connection } from './tabs/Connection';

/** What every tab gets: the overview, which the page keeps fresh, and the way to another tab. */
export interface TabProps {
  overview: Overview;
  refresh(): Promise<void>;
  replace: Loaded<Overview>['replace'];
  go(place: string): void;
}

const Spaces = lazy(() => import('./tabs/Spaces'));
const Activity = lazy(() => import('./tabs/Activity'));
const Health = lazy(() => import('./tabs/Health'));
const Settings = lazy(() => import('./tabs/Settings'));

const tabs: { place: string; label: string; content: ComponentType<TabProps> }[] = [
  { place: 'connection', label: 'Connection', content: Connection },
  { place: 'spaces', label: 'Spaces', content: Spaces },
  { place: 'activity', label: 'Activity', content: Activity },
  { place: 'health', label: 'Health', content: Health },
  { place: 'settings', label: 'Settings', content: Settings },
];
const places = tabs.map((tab) => tab.place);

/** The site settings page. */
export function SiteSettings() {
  const [place, go] = usePlace(places);
  const overview = useLoaded(
    'overview',
    () => call('overview'),
    (known) => runsPollMs(known?.runs ?? []),
  );
  return (
    <main className="page">
      <Heading size="large" as="h1">
        Mirror to Qontext
      </Heading>
      <View what="the overview" loaded={overview} headingLevel="h2">
        {(value) => (
          <>
            <Summary overview={value} />
            <Tabs
              id="settings"
              selected={Math.max(0, places.indexOf(place))}
              onChange={(index) => go(places[index] ?? 'connection')}
              shouldUnmountTabPanelOnChange
            >
              <TabList>
                {tabs.map((tab) => (
                  <Tab key={tab.place}>{tab.label}</Tab>
                ))}
              </TabList>
              {tabs.map(({ place: name, label, content: Content }) => (
                <TabPanel key={name}>
                  <Panel label={label}>
                    <Content overview={value} refresh={overview.reload} replace={overview.replace} go={go} />
                  </Panel>
                </TabPanel>
              ))}
            </Tabs>
          </>
        )}
      </View>
    </main>
  );
}

function Panel({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="panel">
      <Suspense fallback={<Loading what={label.toLowerCase()} />}>{children}</Suspense>
    </div>
  );
}
