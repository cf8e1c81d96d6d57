import Heading from '@atlaskit/heading';
import { type ComponentType, lazy } from 'react';
import type { SpaceOverview } from '../../../../src/api/spaceAdmin';
import { call } from '../api';
import { GuardContext, useMadeGuard } from '../guard';
import { type Loaded, useLoaded } from '../hooks/useLoaded';
import { usePlace } from '../hooks/usePlace';
import { runsPollMs } from '../live';
import { TabbedPage } from '../parts/TabbedPage';
import { View } from '../parts/View';
import { PausedBanner } from '../policy/Pause';
import { PreviewProvider } from '../preview/PreviewProvider';
import { Overview } from './Overview';

export interface SpaceTabProps {
  overview: SpaceOverview;
  refresh(): Promise<void>;
  replace: Loaded<SpaceOverview>['replace'];
  go(place: string): void;
}

const Choice = lazy(() => import('./Choice'));
const SpaceActivity = lazy(() => import('./SpaceActivity'));
const Comparison = lazy(() => import('./Comparison'));
const Instructions = lazy(() => import('./Instructions'));

const tabs: { place: string; label: string; content: ComponentType<SpaceTabProps> }[] = [
  { place: 'overview', label: 'Overview', content: Overview },
  { place: 'choice', label: 'Choice', content: Choice },
  { place: 'activity', label: 'Activity', content: SpaceActivity },
  { place: 'comparison', label: 'Comparison', content: Comparison },
  { place: 'instructions', label: 'Instructions', content: Instructions },
];
const places = tabs.map((tab) => tab.place);
const contents = new Map(tabs.map((tab) => [tab.place, tab.content]));

/** The settings page of one space, for its admins. */
export default function SpaceSettings() {
  const { dialog, ...guard } = useMadeGuard();
  const place = usePlace(places, guard);
  const overview = useLoaded(
    'space overview',
    () => call('spaceOverview'),
    (known) => runsPollMs(known?.run ? [known.run] : []),
  );
  return (
    <GuardContext.Provider value={guard}>
      <PreviewProvider load={(content) => call('previewInSpace', { content })}>
        <main className="page">
          <Heading size="large" as="h1">
            {overview.value ? `${overview.value.spaceName} in Qontext` : 'This space in Qontext'}
          </Heading>
          <View what="the overview" loaded={overview} headingLevel="h2">
            {(value) => (
              <>
                {value.paused && <PausedBanner onResumed={null} />}
                <TabbedPage tabs={tabs} place={place}>
                  {(tab) => {
                    const Content = contents.get(tab) ?? Overview;
                    return <Content overview={value} refresh={overview.reload} replace={overview.replace} go={place.go} />;
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
