import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import { lazy, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Overview, RunView, SpaceKind, SpacePage, SpaceRow } from '../../../../src/api/siteAdmin';
import { call } from '../api';
import { useLoaded } from '../hooks/useLoaded';
import { useWayBack } from '../hooks/useWayBack';
import { isOpen, spacesPollMs } from '../live';
import { Choice, type Option } from '../parts/Choice';
import { Pager, usePaging } from '../parts/Pager';
import { ResyncAll } from '../parts/ResyncAll';
import { RunProgress } from '../parts/RunProgress';
import { Search } from '../parts/Search';
import { Table } from '../parts/Table';
import { View } from '../parts/View';
import { PreviewButton } from '../preview/PreviewButton';
import type { TabProps } from '../SiteSettings';
import { spaceColumns } from './spaceColumns';

const ChooseSpace = lazy(() => import('./spaces/ChooseSpace'));
const Paste = lazy(() => import('./spaces/Paste'));
const Rules = lazy(() => import('./spaces/Rules'));
const SelectionFile = lazy(() => import('./spaces/SelectionFile'));
const CompareSpace = lazy(() => import('./spaces/CompareSpace'));

/** What is mirrored: the site's spaces, each with its switch, its counts and its run; and the other ways to choose. */
export default function Spaces(props: TabProps) {
  const { connection } = props.overview;
  const [view = '', spaceId = ''] = props.inside;
  // Of the view before this one, for the list to know which of its buttons led there.
  const before = useRef('');
  const here = view === '' ? '' : ['spaces', ...props.inside].join('/');
  useEffect(() => {
    before.current = here;
  }, [here]);
  const onBack = (): void => props.go('spaces');
  const onSaved = (): void => void props.refresh();
  if (connection.state === 'disconnected')
    return (
      <EmptyState
        header="Connect to Qontext first"
        headingLevel={2}
        description="Spaces can be included once there is a workspace to mirror them into."
        primaryAction={
          <Button appearance="primary" onClick={() => props.go('connection')}>
            Go to Connection
          </Button>
        }
      />
    );
  if (view === 'choose') return <ChooseSpace key={spaceId} spaceId={spaceId} onBack={onBack} onSaved={onSaved} />;
  if (view === 'compare') return <CompareSpace key={spaceId} spaceId={spaceId} onBack={onBack} onSaved={onSaved} />;
  if (view === 'paste') return <Paste onBack={onBack} onSaved={onSaved} />;
  if (view === 'rules') return <Rules paused={props.overview.paused} onBack={onBack} onSaved={onSaved} />;
  if (view === 'file') return <SelectionFile onBack={onBack} onSaved={onSaved} />;
  return <SpaceList {...props} from={before.current} />;
}

const kinds: Option[] = [
  { value: '', label: 'All spaces' },
  { value: 'global', label: 'Spaces' },
  { value: 'personal', label: 'Personal spaces' },
  { value: 'archived', label: 'Archived spaces' },
];

interface SpaceListProps extends TabProps {
  /** The place of the view that one comes back from; empty if from none. */
  from: string;
}

function SpaceList({ overview, refresh, replace, go, from }: SpaceListProps) {
  const [query, setQuery] = useState('');
  const [kind, setKind] = useState<SpaceKind | ''>('');

  const paging = usePaging();
  const { cursor, first } = paging;
  const page = useLoaded(
    JSON.stringify([query, kind, cursor]),
    () => call('listSpaces', { ...(query && { query }), ...(kind && { kind }), ...(cursor !== null && { cursor }) }),
    () => spacesPollMs(overview.runs),
  );
  useReloadOnTurn(overview, page.reload);
  const head = useWayBack(from, page.value !== null || page.error !== null);
  const search = useCallback(
    (text: string) => {
      setQuery(text);
      first();
    },
    [first],
  );
  const changed = (space: SpaceRow): void => {
    page.replace((before) => ({ ...before, spaces: before.spaces.map((known) => (known.id === space.id ? space : known)) }));
    void refresh();
  };
  const started = (): void => {
    void refresh();
    void page.reload();
  };
  const runChanged = (run: RunView): void => {
    replace((before) => ({ ...before, runs: before.runs.map((known) => (known.id === run.id ? run : known)) }));
    started();
  };
  return (
    <>
      <div ref={head} tabIndex={-1} className="view-head">
        <Heading size="medium" as="h2">
          Spaces
        </Heading>
      </div>
      <p className="prose">
        Include a space to have its pages and blog posts mirrored, with comments and tasks, or choose parts of it. What the app may not read
        stays in Confluence, and restricted content does unless the policy says otherwise.
      </p>
      <div className="toolbar">
        <div className="toolbar-part">
          <Search label="Search spaces by name or key" onSearch={search} />
          <Choice
            label="Kind"
            options={kinds}
            value={kind}
            onChange={(value) => {
              // The options are the kinds.
              setKind(value as SpaceKind | '');
              first();
            }}
          />
        </div>
        <ResyncAll includedSpaces={overview.includedSpaces} onStarted={started} />
      </div>
      <fieldset className="buttons bare" aria-label="Other ways to choose">
        <Button data-opens="spaces/paste" onClick={() => go('spaces/paste')}>
          Paste addresses…
        </Button>
        <Button data-opens="spaces/rules" onClick={() => go('spaces/rules')}>
          Rules…
        </Button>
        <Button data-opens="spaces/file" onClick={() => go('spaces/file')}>
          Export or import…
        </Button>
        <PreviewButton />
      </fieldset>
      <View what="the spaces" loaded={page}>
        {(value) => (
          <>
            <SpaceTable
              page={value}
              query={query}
              kind={kind}
              go={go}
              overview={overview}
              changed={changed}
              started={started}
              runChanged={runChanged}
            />
            <Pager paging={paging} nextCursor={value.cursor} what="spaces" />
          </>
        )}
      </View>
    </>
  );
}

interface SpaceTableProps {
  page: SpacePage;
  query: string;
  kind: SpaceKind | '';
  go(place: string): void;
  overview: Overview;
  changed(space: SpaceRow): void;
  started(): void;
  runChanged(run: RunView): void;
}

function SpaceTable({ page, query, kind, go, overview, changed, started, runChanged }: SpaceTableProps) {
  const spaces = useMemo(() => page.spaces.map((space) => ({ ...space, run: liveRun(overview, space) })), [page, overview]);
  if (spaces.length === 0)
    return query || kind ? (
      <EmptyState
        header="No space matches"
        headingLevel={3}
        description={query ? `No space of this kind has “${query}” in its name or key.` : 'The app sees no space of this kind.'}
      />
    ) : (
      <EmptyState
        header="No spaces"
        headingLevel={3}
        description="The app sees no space on this site. Check that it may read the spaces."
      />
    );
  return (
    <Table
      caption="Spaces of the site"
      columns={spaceColumns({ paused: overview.paused, changed, started, go })}
      rows={spaces}
      keyOf={(space) => space.id}
      rowHead="name"
      below={(space) => (isOpen(space.run) ? <RunProgress run={space.run} onChange={runChanged} /> : null)}
    />
  );
}

/** The overview's runs are fresher than the row's. A run that the row knows as open and the overview does not is over. */
function liveRun(overview: Overview, space: SpaceRow): RunView | null {
  const live = overview.runs.find((run) => run.spaceId === space.id);
  if (live) return live;
  return isOpen(space.run) && overview.runs.every((run) => run.id !== space.run?.id) ? null : space.run;
}

/** The rows' counts and last pushes are of before a run began or ended: they are read again when the runs are other ones. */
function useReloadOnTurn(overview: Overview, reload: () => Promise<void>): void {
  const turn = overview.runs.map((run) => `${run.id} ${run.state}`).join();
  const seen = useRef(turn);
  useEffect(() => {
    if (seen.current === turn) return;
    seen.current = turn;
    void reload();
  }, [turn, reload]);
}
