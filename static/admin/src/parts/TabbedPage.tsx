import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { type ReactNode, Suspense } from 'react';
import type { Place } from '../hooks/usePlace';
import { Loading } from './View';

interface TabbedPageProps {
  tabs: readonly { place: string; label: string }[];
  place: Place;
  children(tab: string): ReactNode;
}

export function TabbedPage({ tabs, place, children }: TabbedPageProps) {
  const selected = tabs.findIndex((tab) => tab.place === place.tab);
  return (
    <Tabs
      id="settings"
      selected={Math.max(0, selected)}
      onChange={(index) => place.go(tabs[index]?.place ?? '')}
      shouldUnmountTabPanelOnChange
    >
      <TabList>
        {tabs.map((tab) => (
          <Tab key={tab.place}>{tab.label}</Tab>
        ))}
      </TabList>
      {tabs.map(({ place: name, label }) => (
        <TabPanel key={name}>
          <div className="panel">
            <Suspense fallback={<Loading what={label.toLowerCase()} />}>{children(name)}</Suspense>
          </div>
        </TabPanel>
      ))}
    </Tabs>
  );
}
