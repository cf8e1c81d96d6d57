import Button from '@atlaskit/button/default/button';
import type { Counts, SpaceRow } from '../../../../src/api/siteAdmin';
import { call } from '../api';
import { tell, tellFailure, useAction } from '../hooks/useAction';
import { isOpen } from '../live';
import { IncludeToggle } from '../parts/IncludeToggle';
import { SpaceState } from '../parts/SpaceState';
import type { Column } from '../parts/Table';
import { When } from '../parts/When';
import { useFormat } from '../site';
import { spaceType } from '../words';

interface Handlers {
  /** Everything is paused. */
  paused: boolean;
  changed(space: SpaceRow): void;
  started(): void;
  go(place: string): void;
}

export function spaceColumns({ paused, changed, started, go }: Handlers): Column<SpaceRow>[] {
  const count = (key: keyof Counts, head: string): Column<SpaceRow> => ({
    key,
    head,
    numeric: true,
    cell: (space) => <Count value={space.counts?.[key] ?? null} />,
  });
  return [
    { key: 'included', head: 'Include', cell: (space) => <IncludeToggle space={space} onChange={changed} /> },
    { key: 'name', head: 'Space', cell: (space) => <SpaceName space={space} /> },
    { key: 'state', head: 'State', cell: (space) => <SpaceState space={space} paused={paused} /> },
    count('sent', 'Sent'),
    count('out', 'Left out'),
    count('held', 'Held back'),
    count('failed', 'Failed'),
    count('pending', 'Pending'),
    { key: 'pushed', head: 'Last push', cell: (space) => <When at={space.lastPushAt} never="–" /> },
    { key: 'actions', head: 'Actions', cell: (space) => <Actions space={space} started={started} go={go} /> },
  ];
}

function SpaceName({ space }: { space: SpaceRow }) {
  const kind = spaceType(space.type);
  return (
    <>
      <span className="name">{space.name}</span>
      <span className="subtle below-line">
        {space.key} · {space.status === 'archived' ? `${kind}, archived` : kind}
      </span>
    </>
  );
}

function Count({ value }: { value: number | null }) {
  const { number } = useFormat();
  if (value !== null) return <>{number(value)}</>;
  return (
    <span className="subtle">
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">none</span>
    </span>
  );
}

function Actions({ space, started, go }: { space: SpaceRow; started(): void; go(place: string): void }) {
  const choose = `spaces/choose/${space.id}`;
  const compare = `spaces/compare/${space.id}`;
  return (
    <div className="row-actions">
      <Button spacing="compact" aria-label={`Choose in ${space.name}`} data-opens={choose} onClick={() => go(choose)}>
        Choose…
      </Button>
      {space.included && (
        <Button spacing="compact" aria-label={`Compare ${space.name}`} data-opens={compare} onClick={() => go(compare)}>
          Compare
        </Button>
      )}
      <Resync space={space} started={started} />
    </div>
  );
}

function Resync({ space, started }: { space: SpaceRow; started(): void }) {
  const action = useAction();
  if (!space.included) return null;
  const resync = (): Promise<boolean> =>
    action.run(async () => {
      try {
        await call('startRun', { kind: 'resync', spaceId: space.id });
        tell(`Resync of ${space.name} started`);
        started();
      } catch (error) {
        tellFailure(`${space.name} could not be resynced`, error instanceof Error ? error.message : String(error));
        throw error;
      }
    });
  return (
    <Button
      spacing="compact"
      aria-label={`Resync ${space.name}`}
      isDisabled={isOpen(space.run)}
      isLoading={action.now.state === 'busy'}
      onClick={() => void resync()}
    >
      Resync
    </Button>
  );
}
